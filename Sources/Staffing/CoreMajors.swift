import Foundation
import SchoolDistrict

/// A major that every school with such grades should have a teacher of, itself or through its cluster.
public struct CoreMajor: Hashable, Sendable, Identifiable {
    /// A stable key, such as `mathematics`.
    public var id: String
    /// The Thai name.
    public var titleThai: String
    /// The English name.
    public var titleEnglish: String
    /// A school that teaches any of these needs it.
    public var grades: GradeSet
    /// How staff tables write it; compared without spaces.
    public var synonyms: [String]

    /// A core major.
    public init(
        id: String, titleThai: String, titleEnglish: String, grades: GradeSet, synonyms: [String]
    ) {
        self.id = id
        self.titleThai = titleThai
        self.titleEnglish = titleEnglish
        self.grades = grades
        self.synonyms = synonyms
    }
}

/// The core majors, as data: ภาษาไทย, คณิตศาสตร์, วิทยาศาสตร์และเทคโนโลยี, ภาษาอังกฤษ, ปฐมวัย.
public struct CoreMajors: Sendable {
    /// The majors, in the order in which outputs show them.
    public let majors: [CoreMajor]
    private let bySynonym: [String: CoreMajor]

    /// The shipped list.
    ///
    /// - Throws: `StaffingError` when the shipped file is damaged.
    public init() throws {
        let file = try StrictJSON.decode(
            CoreMajorFile.self, from: Data(PackageResources.core_majors_json))
        try self.init(file.majors)
    }

    /// A list of one's own.
    ///
    /// - Throws: `StaffingError` with code `impossibleValue` when two majors share a key or a synonym.
    public init(_ majors: [CoreMajor]) throws {
        var bySynonym: [String: CoreMajor] = [:]
        for major in majors {
            for synonym in major.synonyms {
                let other = bySynonym.updateValue(major, forKey: Self.compact(synonym))
                guard other == nil else {
                    throw StaffingError(
                        code: .impossibleValue,
                        detail: "majors: \(synonym) is listed twice, expected one major for it")
                }
            }
        }
        guard Set(majors.map(\.id)).count == majors.count else {
            throw StaffingError(
                code: .impossibleValue, detail: "majors: expected every key once")
        }
        self.majors = majors
        self.bySynonym = bySynonym
    }

    /// The core major behind a major as a staff table writes it; `nil` for other majors and for none.
    public func major(of recorded: String) -> CoreMajor? {
        bySynonym[recorded] ?? bySynonym[Self.compact(recorded)]
    }

    /// Teachers by the key of their core major; other majors are left out.
    public func counts(_ teachersByMajor: [String: Int]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for (recorded, teachers) in teachersByMajor where teachers > 0 {
            if let major = major(of: recorded) { counts[major.id, default: 0] += teachers }
        }
        return counts
    }

    /// The core majors that a school teaching these grades needs.
    public func needed(teaching grades: GradeSet) -> [CoreMajor] {
        majors.filter { !$0.grades.isDisjoint(with: grades) }
    }

    private static func compact(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}

/// The file of core majors; unknown keys are faults.
private struct CoreMajorFile: Decodable {
    var majors: [CoreMajor]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case source, majors
    }

    init(from decoder: any Decoder) throws {
        let values = try StrictJSON.container(decoder, CodingKeys.self)
        _ = try values.text(.source)
        majors = try values.decode([Entry].self, forKey: .majors).map(\.major)
    }

    private struct Entry: Decodable {
        var major: CoreMajor

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case key, grades, synonyms
            case titleThai = "title_th"
            case titleEnglish = "title_en"
        }

        init(from decoder: any Decoder) throws {
            let values = try StrictJSON.container(decoder, CodingKeys.self)
            let text = try values.text(.grades)
            guard let grades = GradeSet(parsing: text) else {
                throw values.fault(.grades, text, expected: "grades such as K1-K3")
            }
            major = CoreMajor(
                id: try values.text(.key), titleThai: try values.text(.titleThai),
                titleEnglish: try values.text(.titleEnglish), grades: grades,
                synonyms: try values.decode([String].self, forKey: .synonyms))
        }
    }
}
