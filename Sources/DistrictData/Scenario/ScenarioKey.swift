import SchoolDistrict
import SpatialTypes

/// One key of a scenario file: its path, what may be written, and the field it sets.
///
/// The reader and the JSON Schema are made from the same table of keys, so that they cannot differ.
struct ScenarioKey {
    /// What may be written after a key.
    enum Kind {
        case text
        case integer(ClosedRange<Int>)
        /// A number in the range; with `isOpen` the lower end itself is refused.
        case number(ClosedRange<Double>, isOpen: Bool = false)
        case boolean
        case choice([String])
        /// A grade range such as `K2-P6`.
        case grades
        /// A rate in baht: a number, or `{value:, confirmed:, funding:}`.
        case rate
        /// Grade blocks: a list of grade ranges that do not overlap, `usual` or `single_grades`.
        case gradeBlocks
        /// Travel support by distance: a list of `{up_to_km:, baht:}`, ascending, the last without an end.
        case subsidyBands
        case words([String]?)
        case locks
    }

    /// Keys from the root joined by full stops.
    let path: String
    let kind: Kind
    /// What the key means, for the schema.
    let thai: String
    let english: String
    /// Sets the field from a value of the kind.
    let apply: (inout Scenario, ScenarioValue) -> Void

    /// The last part of the path.
    var name: String { path.split(separator: ".").last.map(String.init) ?? path }
}

/// A value that has passed its key's check.
enum ScenarioValue {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case grades(GradeSet)
    case rate(WrittenRate)
    case blocks([GradeSet])
    case bands([SubsidyBand])
    case words([String])
    case locks([Lock])
}

extension ScenarioValue {
    // A key's check gives the case of its kind; the other cases cannot reach these.
    var asText: String { if case .text(let value) = self { value } else { "" } }
    var asInteger: Int { if case .integer(let value) = self { value } else { 0 } }
    var asNumber: Double { if case .number(let value) = self { value } else { 0 } }
    var asBoolean: Bool { if case .boolean(let value) = self { value } else { false } }
    var asGrades: GradeSet { if case .grades(let value) = self { value } else { [] } }
    var asRate: WrittenRate? { if case .rate(let value) = self { value } else { nil } }
    var asBlocks: [GradeSet] { if case .blocks(let value) = self { value } else { [] } }
    var asBands: [SubsidyBand] { if case .bands(let value) = self { value } else { [] } }
    var asWords: [String] { if case .words(let value) = self { value } else { [] } }
    var asLocks: [Lock] { if case .locks(let value) = self { value } else { [] } }
}

/// A rate as a file writes it: who pays may be left to the default.
struct WrittenRate {
    var baht: Double
    var isConfirmed = false
    var funding: FundingSource?

    /// The rate in place of another one, whose payer stays where none is written.
    func replacing(_ rate: Rate) -> Rate {
        Rate(baht, isConfirmed: isConfirmed, funding: funding ?? rate.funding)
    }
}
