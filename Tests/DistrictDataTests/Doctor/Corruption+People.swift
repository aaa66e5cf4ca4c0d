import DistrictData
import SchoolDistrict
import TestSupport

extension Dirt {
    /// A row of the newest year whose pupils pass a test, chosen at random.
    private static func enrolmentRow(
        _ c: inout Corruption, _ row: Int, _ test: (Int) -> Bool
    ) -> Int? {
        c.rows(of: row, in: "enrolment.csv")
            .filter { test(Int(c.tables["enrolment.csv", $0, "pupils"]) ?? 0) }
            .randomElement(using: &c.random)
    }

    static let digitAdded = Dirt(
        name: "enrolment: a digit added", codes: ["enrolment_jump"],
        echoes: ["a class without pupils"]
    ) {
        c, row in
        guard let target = enrolmentRow(&c, row, { $0 >= 5 }) else { return nil }
        c.tables["enrolment.csv", target, "pupils"] += "0"
        return c.code(row)
    }

    static let digitLost = Dirt(
        name: "enrolment: a digit lost", codes: ["enrolment_jump"],
        echoes: ["a class without pupils"]
    ) {
        c, row in
        guard let target = enrolmentRow(&c, row, { $0 >= 30 }) else { return nil }
        c.tables["enrolment.csv", target, "pupils"] = String(
            c.tables["enrolment.csv", target, "pupils"].prefix(1))
        return c.code(row)
    }

    static let noClass = Dirt(name: "pupils without a class", codes: ["pupils_without_classes"]) {
        c, row in
        guard let target = enrolmentRow(&c, row, { $0 > 0 }) else { return nil }
        c.tables["enrolment.csv", target, "classes"] = "0"
        return c.code(row)
    }

    static let manyClasses = Dirt(
        name: "too many classes", codes: ["many_classes"], echoes: ["enrolment: a digit lost"]
    ) { c, row in
        guard let target = enrolmentRow(&c, row, { (1...80).contains($0) }) else { return nil }
        c.tables["enrolment.csv", target, "classes"] = "11"
        return c.code(row)
    }

    static let emptyClass = Dirt(name: "a class without pupils", codes: ["classes_without_pupils"])
    { c, row in
        // Small grades, so that the missing pupils are no jump of enrolment as well.
        guard let target = enrolmentRow(&c, row, { (1...8).contains($0) }) else { return nil }
        c.tables["enrolment.csv", target, "pupils"] = "0"
        return c.code(row)
    }

    static let noPupils = Dirt(name: "teachers without pupils", codes: ["teachers_without_pupils"])
    { c, row in
        for target in c.rows(of: row, in: "enrolment.csv").reversed() {
            c.tables.tables["enrolment.csv"]?.remove(at: target)
        }
        return c.code(row)
    }

    static let noTeachers = Dirt(
        name: "pupils without teachers", codes: ["pupils_without_teachers"]
    ) { c, row in
        for target in c.rows(of: row, in: "staff.csv").reversed() {
            c.tables.tables["staff.csv"]?.remove(at: target)
        }
        return c.code(row)
    }

    static let notOffered = Dirt(name: "enrolled, not offered", codes: ["grade_not_offered"]) {
        c, row in
        c.tables["schools.csv", row, "grades_offered"] = "P1-P6"
        return c.code(row)
    }

    static let offeredEmpty = Dirt(
        name: "offered, nobody enrolled", codes: ["offered_without_pupils"],
        echoes: ["a class without pupils"]
    ) { c, row in
        guard !c.clean["schools.csv", row, "grades_offered"].hasSuffix("M3") else { return nil }
        c.tables["schools.csv", row, "grades_offered"] =
            c.clean["schools.csv", row, "grades_offered"].prefix(2) + "-M3"
        return c.code(row)
    }

    static let mojibake = Dirt(name: "mojibake", codes: ["mojibake"]) { c, row in
        let name = c.name(row)
        let way = Int.random(in: 0..<3, using: &c.random)
        c.rename(
            row,
            way == 0
                ? Garbled.utf8AsLatin(name)
                : way == 1 ? Garbled.utf8AsThai(name) : Garbled.thaiAsLatin(name))
        return c.code(row)
    }

    static let saraAm = Dirt(name: "decomposed sara am or ae", codes: ["decomposed_sara_am"]) {
        c, row in
        let name = c.name(row)
        guard name.unicodeScalars.contains("ำ") || name.unicodeScalars.contains("แ") else {
            return nil
        }
        c.rename(
            row,
            String(
                String.UnicodeScalarView(
                    name.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                        scalar == "ำ" ? ["\u{0E4D}", "า"] : scalar == "แ" ? ["เ", "เ"] : [scalar]
                    })))
        return c.code(row)
    }

    static let zeroWidth = Dirt(name: "zero-width character", codes: ["zero_width_character"]) {
        c, row in
        var scalars = Array(c.name(row).unicodeScalars)
        let signs: [Unicode.Scalar] = ["\u{200B}", "\u{200D}", "\u{FEFF}"]
        scalars.insert(signs[Int.random(in: 0..<3, using: &c.random)], at: scalars.count / 2)
        c.rename(row, String(String.UnicodeScalarView(scalars)))
        return c.code(row)
    }

    static let lookalike = Dirt(name: "letters of other scripts", codes: ["lookalike_letter"]) {
        c, row in
        var scalars = Array(c.name(row).unicodeScalars)
        // Lao, Georgian, Latin and Cyrillic.
        let letters: [Unicode.Scalar] = ["\u{0E99}", "\u{10D0}", "n", "\u{0438}"]
        scalars[scalars.count / 2] = letters[Int.random(in: 0..<4, using: &c.random)]
        c.rename(row, String(String.UnicodeScalarView(scalars)))
        return c.code(row)
    }

    static let emptyVillage = Dirt(
        name: "village without a school", codes: ["village_without_school"]
    ) { c, _ in
        let rows = c.tables.rows("villages.csv")
        let code = c.tables["villages.csv", Int.random(in: rows, using: &c.random), "code"]
        guard c.injected["village without a school"]?.contains(code) != true else { return nil }
        for row in rows where c.tables["villages.csv", row, "code"] == code {
            c.tables["villages.csv", row, "school"] = ""
            for grade in Grade.allCases.map(\.code) + ["poor", "disabled"] {
                c.tables["villages.csv", row, grade] = "0"
            }
        }
        return code
    }
}

/// Thai whose bytes were read in the wrong character set, made without the library under test.
enum Garbled {
    private static let western: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func text(_ values: [UInt32]) -> String {
        String(String.UnicodeScalarView(values.compactMap(Unicode.Scalar.init)))
    }

    static func utf8AsLatin(_ name: String) -> String {
        text(
            name.utf8.map {
                (0x80...0x9F).contains($0) ? western[Int($0) - 0x80] : UInt32($0)
            })
    }

    static func utf8AsThai(_ name: String) -> String {
        text(name.utf8.map { $0 >= 0xA1 ? UInt32($0) + 0xD60 : UInt32($0) })
    }

    static func thaiAsLatin(_ name: String) -> String {
        text(name.unicodeScalars.map { $0.value >= 0x0E01 ? $0.value - 0xD60 : $0.value })
    }
}
