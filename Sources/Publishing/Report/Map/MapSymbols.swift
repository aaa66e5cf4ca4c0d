import NetworkPlanning

/// The shapes and colours by which roles are told apart; the colours are Okabe and Ito's, safe for colour-blind eyes.
enum MapSymbols {
    /// The colour of a role.
    static func colour(_ role: Role) -> String {
        switch role {
        case .hub: "#0b4f8a"
        case .network: "#009e73"
        case .standAlone: "#d55e00"
        case .undecided: "#6b7280"
        }
    }

    /// Square for hubs, circle for network schools, triangle for stand-alone schools, open diamond for the rest.
    static func shape(_ role: Role, x: Double, y: Double, radius r: Double) -> Markup {
        let colour = colour(role)
        switch role {
        case .hub:
            return """
                <rect x="\(at: x - r)" y="\(at: y - r)" width="\(at: 2 * r)" height="\(at: 2 * r)" \
                rx="1.5" fill="\(colour)" stroke="#fff" stroke-width="1"/>
                """
        case .network:
            return """
                <circle cx="\(at: x)" cy="\(at: y)" r="\(at: r)" fill="\(colour)" stroke="#fff" \
                stroke-width="0.8"/>
                """
        case .standAlone:
            return """
                <path d="M\(at: x) \(at: y - 1.2 * r)L\(at: x + 1.1 * r) \(at: y + 0.8 * r)\
                H\(at: x - 1.1 * r)Z" fill="\(colour)" stroke="#fff" stroke-width="0.8"/>
                """
        case .undecided:
            return """
                <path d="M\(at: x) \(at: y - r)L\(at: x + r) \(at: y)L\(at: x) \(at: y + r)\
                L\(at: x - r) \(at: y)Z" fill="#fff" stroke="\(colour)" stroke-width="1.6"/>
                """
        }
    }
}
