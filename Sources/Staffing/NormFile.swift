import Foundation
import SchoolDistrict

/// The JSON format of a norm; unknown keys and impossible values are faults.
///
/// ```json
/// { "id": "my-norm", "title_th": "…", "title_en": "…", "source": "…", "effective_from": "2568",
///   "teachers": [
///     { "up_to_pupils": 120, "parts": [
///         { "rounding": "up", "terms": [{ "grades": "K1-M6", "per_pupil": 0.05 }] } ] },
///     { "parts": [ … ], "unconfirmed_th": "…", "unconfirmed_en": "…" } ],
///   "administrators": [
///     { "up_to_pupils": 359, "directors": 1, "deputies": 0 }, { "directors": 1, "deputies": 1 } ] }
/// ```
///
/// * Bands ascend by `up_to_pupils` (all pupils of the school); the last one, and only the last, leaves it out.
/// * A band with `unconfirmed_th` and `unconfirmed_en` (the row said in full) is flagged in every output; an officer
///   confirms it by taking both texts out.
/// * A part is `constant` (may be negative) + Σ over the grades of its terms, rounded `up` or `half_up`, never below
///   zero; with `each_grade` it is rounded grade by grade and then added, and may have no constant.
/// * A term counts `per_pupil`, `per_class` (as taught) and `per_room` for each of its `grades` (`K1-K3`). Rooms are the
///   norm's own: ⌊pupils/`room_size`⌋, one more from `room_remainder` left over, at least one for any pupil.
struct NormFile: Decodable {
    struct Band: Decodable {
        var upToPupils: Int?
        var parts: [Part]
        var doubt: Doubt?
    }

    struct Part: Decodable {
        var rounding: PostRule.Rounding
        var constant: Double
        var isEachGrade: Bool
        var terms: [Term]
    }

    struct Term: Decodable {
        var grades: GradeSet
        var term: PostRule.Term
    }

    struct Administrators: Decodable {
        var upToPupils: Int?
        var directors: Int
        var deputies: Int
        var doubt: Doubt?
    }

    /// Both texts of an unconfirmed row.
    struct Doubt {
        var thai: String
        var english: String
    }

    var id: String
    var titleThai: String
    var titleEnglish: String
    var source: String
    var effectiveFrom: String
    var teachers: [Band]
    var administrators: [Administrators]

    /// Reads and checks a file.
    static func read(_ data: Data) throws -> NormFile {
        try StrictJSON.decode(NormFile.self, from: data)
    }

    /// The norm that the file describes.
    func norm() throws -> StaffingNorm {
        try Self.checkBands(teachers.map(\.upToPupils), at: "teachers")
        try Self.checkBands(administrators.map(\.upToPupils), at: "administrators")
        let doubts = teachers.compactMap(\.doubt) + administrators.compactMap(\.doubt)
        return StaffingNorm(
            id: id, titleThai: titleThai, titleEnglish: titleEnglish, source: source,
            effectiveFrom: effectiveFrom,
            teacherRule: PostRule(
                bands: teachers.map { band in
                    PostRule.Band(
                        upToPupils: band.upToPupils, parts: band.parts.flatMap(\.postParts),
                        isConfirmed: band.doubt == nil)
                }),
            administratorBands: administrators.map {
                StaffingNorm.AdministratorBand(
                    upToPupils: $0.upToPupils, directors: $0.directors, deputies: $0.deputies,
                    isConfirmed: $0.doubt == nil)
            },
            unconfirmedRows: doubts.map {
                StaffingNorm.UnconfirmedRow(thai: $0.thai, english: $0.english)
            })
    }

    private static func checkBands(_ ends: [Int?], at place: String) throws {
        func fault(_ text: String) -> StaffingError {
            StaffingError(code: .impossibleValue, detail: "\(place): \(text)")
        }
        guard let last = ends.last else {
            throw StaffingError(code: .incompleteNorm, detail: "\(place): at least one band")
        }
        guard last == nil else { throw fault("the last band must not have up_to_pupils") }
        var previous = 0
        for end in ends.dropLast() {
            guard let end else { throw fault("only the last band may leave out up_to_pupils") }
            guard end > previous else {
                throw fault("up_to_pupils \(end) must be above \(previous)")
            }
            previous = end
        }
    }
}

extension NormFile.Part {
    /// The part, or one part a grade.
    var postParts: [PostRule.Part] {
        var byGrade: [Grade: PostRule.Term] = [:]
        for term in terms {
            for grade in term.grades.grades { byGrade[grade] = term.term }
        }
        guard isEachGrade else {
            return [PostRule.Part(constant: constant, terms: byGrade, rounding: rounding)]
        }
        return Grade.allCases.compactMap { grade in
            byGrade[grade].map { PostRule.Part(terms: [grade: $0], rounding: rounding) }
        }
    }
}

// MARK: Decoding

extension NormFile {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, source, teachers, administrators
        case titleThai = "title_th"
        case titleEnglish = "title_en"
        case effectiveFrom = "effective_from"
    }

    init(from decoder: any Decoder) throws {
        let values = try StrictJSON.container(decoder, CodingKeys.self)
        id = try values.text(.id)
        titleThai = try values.text(.titleThai)
        titleEnglish = try values.text(.titleEnglish)
        source = try values.text(.source)
        effectiveFrom = try values.text(.effectiveFrom)
        teachers = try values.decode([Band].self, forKey: .teachers)
        administrators = try values.decode([Administrators].self, forKey: .administrators)
    }
}

extension NormFile.Band {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case parts
        case upToPupils = "up_to_pupils"
        case thai = "unconfirmed_th"
        case english = "unconfirmed_en"
    }

    init(from decoder: any Decoder) throws {
        let values = try StrictJSON.container(decoder, CodingKeys.self)
        upToPupils = try values.decodeIfPresent(Int.self, forKey: .upToPupils)
        parts = try values.decode([NormFile.Part].self, forKey: .parts)
        doubt = try values.doubt(.thai, .english)
    }
}

extension NormFile.Part {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case rounding, constant, terms
        case isEachGrade = "each_grade"
    }

    init(from decoder: any Decoder) throws {
        let values = try StrictJSON.container(decoder, CodingKeys.self)
        let name = try values.text(.rounding)
        guard let rounding = PostRule.Rounding(rawValue: name) else {
            throw values.fault(.rounding, name, expected: "up or half_up")
        }
        self.rounding = rounding
        constant = try values.decodeIfPresent(Double.self, forKey: .constant) ?? 0
        isEachGrade = try values.decodeIfPresent(Bool.self, forKey: .isEachGrade) ?? false
        terms = try values.decodeIfPresent([NormFile.Term].self, forKey: .terms) ?? []
        var seen: GradeSet = []
        for term in terms {
            guard seen.isDisjoint(with: term.grades) else {
                throw values.fault(
                    .terms, seen.intersection(term.grades).thaiLabel,
                    expected: "every grade at most once in a part")
            }
            seen.formUnion(term.grades)
        }
        if isEachGrade, constant != 0 {
            throw values.fault(.constant, "\(constant)", expected: "no constant with each_grade")
        }
    }
}

extension NormFile.Term {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case grades
        case perPupil = "per_pupil"
        case perClass = "per_class"
        case perRoom = "per_room"
        case roomSize = "room_size"
        case roomRemainder = "room_remainder"
    }

    init(from decoder: any Decoder) throws {
        let values = try StrictJSON.container(decoder, CodingKeys.self)
        let text = try values.text(.grades)
        guard let grades = GradeSet(parsing: text) else {
            throw values.fault(.grades, text, expected: "grades such as K1-K3")
        }
        self.grades = grades
        let size = try values.decodeIfPresent(Int.self, forKey: .roomSize)
        term = PostRule.Term(
            perPupil: try values.factor(.perPupil), perClass: try values.factor(.perClass),
            perRoom: try values.factor(.perRoom), roomSize: size ?? 1,
            roomRemainder: try values.decodeIfPresent(Int.self, forKey: .roomRemainder) ?? 1)
        if term.perRoom > 0, size == nil {
            throw values.fault(.roomSize, "-", expected: "a room size beside per_room")
        }
        guard term.roomSize >= 1 else {
            throw values.fault(.roomSize, "\(term.roomSize)", expected: "1 or more")
        }
        guard (1...term.roomSize).contains(term.roomRemainder) else {
            throw values.fault(
                .roomRemainder, "\(term.roomRemainder)", expected: "1…\(term.roomSize)")
        }
    }
}

extension NormFile.Administrators {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case directors, deputies
        case upToPupils = "up_to_pupils"
        case thai = "unconfirmed_th"
        case english = "unconfirmed_en"
    }

    init(from decoder: any Decoder) throws {
        let values = try StrictJSON.container(decoder, CodingKeys.self)
        upToPupils = try values.decodeIfPresent(Int.self, forKey: .upToPupils)
        directors = try values.decode(Int.self, forKey: .directors)
        deputies = try values.decode(Int.self, forKey: .deputies)
        doubt = try values.doubt(.thai, .english)
        for (key, posts) in [(CodingKeys.directors, directors), (.deputies, deputies)]
        where posts < 0 { throw values.fault(key, "\(posts)", expected: "0 or more") }
    }
}

extension KeyedDecodingContainer {
    /// A factor of a term: zero where it is left out.
    fileprivate func factor(_ key: Key) throws -> Double {
        let value = try decodeIfPresent(Double.self, forKey: key) ?? 0
        guard value >= 0, value.isFinite else {
            throw fault(key, "\(value)", expected: "0 or more")
        }
        return value
    }

    /// Both texts of an unconfirmed row, or neither.
    fileprivate func doubt(_ thai: Key, _ english: Key) throws -> NormFile.Doubt? {
        switch (try decodeIfPresent(String.self, forKey: thai), contains(english)) {
        case (nil, false): return nil
        case (let thai?, true): return NormFile.Doubt(thai: thai, english: try text(english))
        default: throw fault(thai, "-", expected: "both texts of an unconfirmed row, or neither")
        }
    }
}
