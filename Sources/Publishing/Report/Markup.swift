/// Text that is safe to stand in an HTML page: whatever is interpolated is escaped, unless it is markup already.
///
/// Void elements are closed (`<br/>`), so that a page is well-formed XML as well and can be checked strictly.
struct Markup: ExpressibleByStringInterpolation, Sendable {
    /// The markup as written.
    var text: String

    /// Nothing.
    static let none = Markup(text: "")

    init(text: String) { self.text = text }

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation interpolation: Interpolation) { text = interpolation.text }

    /// The pieces of a markup literal.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }

        mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

        mutating func appendInterpolation(_ parts: [Markup]) {
            for part in parts { text += part.text }
        }

        /// A whole number with commas between thousands.
        mutating func appendInterpolation(_ value: Int) { text += DecimalText.grouped(value) }

        /// A length of a drawing: at most one decimal, no commas.
        mutating func appendInterpolation(at value: Double) {
            text += DecimalText.plain(value, decimals: 1)
        }
    }

    static func + (left: Markup, right: Markup) -> Markup { Markup(text: left.text + right.text) }

    static func += (left: inout Markup, right: Markup) { left.text += right.text }

    /// The text with the five special characters as entities and without characters that XML forbids.
    static func escaped(_ value: String) -> String {
        var text = ""
        text.reserveCapacity(value.utf8.count)
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\t", "\n", "\r": text += " "
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Markup {
    /// The same in Thai and English; the page shows one of them.
    static func both(_ thai: Markup, _ english: Markup) -> Markup {
        """
        <span class="th" lang="th">\(thai)</span><span class="en" lang="en">\(english)</span>
        """
    }

    /// The same text in Thai and English, from data.
    static func both(text thai: String, _ english: String) -> Markup {
        both("\(thai)", "\(english)")
    }

    /// Parts one after the other.
    static func joined(_ parts: [Markup], by separator: Markup = .none) -> Markup {
        Markup(text: parts.map(\.text).joined(separator: separator.text))
    }

    /// A table whose header row is repeated on every printed page.
    static func table(
        class name: String, caption: Markup? = nil, head: Markup, rows: [Markup],
        foot: Markup = .none
    ) -> Markup {
        """
        <table class="\(name)">\(caption.map { "<caption>\($0)</caption>" } ?? .none)\
        <thead>\(head)</thead><tbody>\(rows)</tbody>\(foot.text.isEmpty ? .none : "<tfoot>\(foot)</tfoot>")</table>

        """
    }

    /// A section with its heading.
    static func section(_ id: String, _ title: Markup, class name: String = "", _ body: Markup)
        -> Markup
    {
        """
        <section id="\(id)" class="\(name)"><h2>\(title)</h2>
        \(body)</section>

        """
    }
}
