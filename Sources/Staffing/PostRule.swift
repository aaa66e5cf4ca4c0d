import SchoolDistrict

/// Posts as a step function of a school's pupils and classes: what a norm says, ready to be counted or optimised.
///
/// The first band that reaches the school's total pupils applies; its parts are rounded one by one and added. A school
/// without pupils has no posts.
public struct PostRule: Hashable, Sendable {
    /// The rule for schools up to a number of pupils.
    public struct Band: Hashable, Sendable {
        /// The most pupils for which it holds; `nil` for the last band.
        public var upToPupils: Int?
        /// The sum of these, each rounded on its own.
        public var parts: [Part]
        /// Whether an official text confirms it.
        public var isConfirmed: Bool

        /// A band.
        public init(upToPupils: Int?, parts: [Part], isConfirmed: Bool) {
            self.upToPupils = upToPupils
            self.parts = parts
            self.isConfirmed = isConfirmed
        }
    }

    /// How a part becomes whole posts; an excess of 10⁻⁹ is forgiven.
    public enum Rounding: String, Hashable, Sendable {
        case up
        case halfUp = "half_up"
    }

    /// A linear expression of pupils, classes and the norm's own rooms, rounded; never below zero.
    public struct Part: Hashable, Sendable {
        /// Posts of any school; negative where the norm takes something off, such as the hours that heads teach.
        public var constant: Double
        /// Posts by grade; grades not listed add nothing.
        public var terms: [Grade: Term]
        /// How the sum becomes whole.
        public var rounding: Rounding

        /// A part.
        public init(constant: Double = 0, terms: [Grade: Term] = [:], rounding: Rounding) {
            self.constant = constant
            self.terms = terms
            self.rounding = rounding
        }
    }

    /// What one grade adds; every factor is zero or more.
    public struct Term: Hashable, Sendable {
        /// Posts a pupil.
        public var perPupil: Double
        /// Posts a class as taught.
        public var perClass: Double
        /// Posts a room that the norm forms: ⌊pupils/size⌋, one more from `roomRemainder` left over, at least one.
        public var perRoom: Double
        /// Pupils a room of the norm; above zero.
        public var roomSize: Int
        /// The remainder that opens one more room.
        public var roomRemainder: Int

        /// A term.
        public init(
            perPupil: Double = 0, perClass: Double = 0, perRoom: Double = 0, roomSize: Int = 1,
            roomRemainder: Int = 1
        ) {
            self.perPupil = perPupil
            self.perClass = perClass
            self.perRoom = perRoom
            self.roomSize = roomSize
            self.roomRemainder = roomRemainder
        }

        /// The rooms that the norm forms.
        public func rooms(_ pupils: Int) -> Int {
            guard pupils > 0 else { return 0 }
            return max(1, pupils / roomSize + (pupils % roomSize >= roomRemainder ? 1 : 0))
        }
    }

    /// The bands, ascending; the last has no end.
    public var bands: [Band]

    /// A rule from its bands.
    public init(bands: [Band]) { self.bands = bands }

    /// The band that a school of so many pupils falls into; `nil` for a school without pupils.
    public func band(pupils: Int) -> Band? {
        guard pupils > 0 else { return nil }
        return bands.first { $0.upToPupils.map { pupils <= $0 } ?? true }
    }

    /// The posts of a school.
    public func posts(pupils: GradeCounts, classes: GradeCounts) -> Int {
        guard let band = band(pupils: pupils.total) else { return 0 }
        return band.parts.reduce(0) { $0 + Self.posts($1, pupils, classes) }
    }

    private static func posts(_ part: Part, _ pupils: GradeCounts, _ classes: GradeCounts) -> Int {
        var sum = part.constant
        // In the order of the grades, so that the sum is the same to the last bit everywhere.
        for grade in Grade.allCases {
            guard let term = part.terms[grade] else { continue }
            sum +=
                term.perPupil * Double(pupils[grade]) + term.perClass * Double(classes[grade])
                + term.perRoom * Double(term.rooms(pupils[grade]))
        }
        switch part.rounding {
        case .up: return max(0, Int((sum - 1e-9).rounded(.up)))
        case .halfUp: return max(0, Int((sum + 0.5 + 1e-9).rounded(.down)))
        }
    }
}
