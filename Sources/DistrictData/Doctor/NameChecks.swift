import Projections
import SchoolDistrict
import SpatialTypes

/// Checks of names and codes: damaged text, and schools that are probably entered twice.
struct NameChecks {
    let notes: DoctorNotes

    private static let textColumns: [TableKind: [String]] = [
        .schools: ["name_th", "subdistrict", "district", "group"],
        .villages: ["name_th", "subdistrict"],
        .boundaries: ["name_th", "district"],
        .staff: ["position", "major"],
    ]

    /// Damaged Thai in every text column, with the text that was meant.
    func checkTexts() {
        for kind in TableKind.allCases {
            guard let columns = Self.textColumns[kind], let table = notes.table(kind) else {
                continue
            }
            for column in columns where table.has(column) {
                // Most values repeat; each distinct one is examined once.
                var sound: Set<String> = []
                for row in table.rows {
                    guard let text = table.text(row, column), !sound.contains(text) else {
                        continue
                    }
                    if !checkText(text, row, column, kind, table) { sound.insert(text) }
                }
            }
        }
    }

    /// Whether the text is damaged.
    private func checkText(
        _ text: String, _ row: Int, _ column: String, _ kind: TableKind, _ table: Table
    ) -> Bool {
        let school = kind == .schools ? table.text(row, "code") : table.text(row, "school")
        func change(_ new: String, isSafe: Bool, thai: String, english: String) -> Repair {
            Repair(
                changes: [Repair.Change(column: table.header(column), old: text, new: new)],
                isSafe: isSafe, reasonThai: thai, reasonEnglish: english)
        }
        if let meant = Mojibake.repair(text) {
            let cause =
                switch meant.kind {
                case .utf8AsLatin: ("UTF-8 ถูกอ่านเป็นอักษรยุโรป", "UTF-8 read as Western European")
                case .utf8AsThai: ("UTF-8 ถูกอ่านเป็น TIS-620", "UTF-8 read as TIS-620")
                case .thaiAsLatin: ("TIS-620 ถูกอ่านเป็นอักษรยุโรป", "TIS-620 read as Western European")
                }
            notes.add(
                FindingCode.mojibake, .warning, kind, row: row, column: column, value: text,
                thai: "ตัวอักษรเพี้ยน (\(cause.0)) ที่ถูกคือ “\(meant.text)”",
                english: "garbled text (\(cause.1)); meant is “\(meant.text)”", school: school,
                repair: change(
                    meant.text, isSafe: true, thai: "ทุกไบต์ถอดกลับเป็นอักษรไทยได้",
                    english: "every byte decodes to Thai"))
            return true
        }
        let damages = ThaiDamage.all(in: text)
        guard !damages.isEmpty else { return false }
        // One repair undoes all that can be undone, so that applying several is the same as applying one.
        let cleaned = ThaiDamage.cleaned(text)
        for damage in damages {
            let label = Self.labels[damage] ?? ("", "")
            let new = damage == .lookalike ? damage.repaired(cleaned) : cleaned
            notes.add(
                damage.rawValue, .warning, kind, row: row, column: column, value: text,
                thai: label.0 + (new.map { " ควรเป็น “\($0)”" } ?? " ให้พิมพ์ใหม่"),
                english: label.1 + (new.map { "; should be “\($0)”" } ?? "; please retype"),
                school: school,
                repair: new.map {
                    change(
                        $0, isSafe: damage != .lookalike, thai: "รูปที่เห็นเหมือนเดิม",
                        english: "it looks the same")
                })
        }
        return true
    }

    private static let labels: [ThaiDamage: (String, String)] = [
        .decomposedVowel: (
            "สระอำหรือสระแอพิมพ์แยกเป็นสองตัว", "sara am or sara ae typed as two letters"
        ),
        .invisible: ("มีอักขระที่มองไม่เห็น", "an invisible character"),
        .repeatedMark: ("วรรณยุกต์หรือสระซ้ำ", "a tone mark or vowel typed twice"),
        .lookalike: ("มีอักษรของภาษาอื่นปน", "letters of another script among the Thai"),
    ]

    /// Codes that differ from the length of all others, or from another only by zeros in front.
    func checkCodes(_ rows: [SchoolRow]) {
        var unpadded: [String: String] = [:]
        for row in rows {
            let bare = String(row.code.drop { $0 == "0" })
            if let other = unpadded[bare], other != row.code {
                notes.add(
                    FindingCode.nearDuplicateCode, .warning, .schools, row: row.row,
                    column: "code", value: row.code,
                    thai: "ต่างจากรหัส \(other) เฉพาะเลขศูนย์ข้างหน้า",
                    english: "differs from code \(other) only by zeros in front", school: row.code)
            }
            unpadded[bare] = row.code
        }
        let lengths = Dictionary(grouping: rows, by: { $0.code.utf8.count }).mapValues(\.count)
        guard let usual = lengths.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            Double(usual.value) > Double(rows.count) * 0.9
        else { return }
        for row in rows
        where row.code.utf8.count != usual.key && row.code.allSatisfy(\.isNumber) {
            notes.add(
                FindingCode.malformedCode, .warning, .schools, row: row.row, column: "code",
                value: row.code, thai: "รหัสอื่นมี \(usual.key) หลัก รหัสนี้มี \(row.code.count) หลัก",
                english: "other codes have \(usual.key) digits, this one \(row.code.count)",
                school: row.code)
        }
    }

    /// Schools of one name in one subdistrict, or of nearly one name in nearly one place.
    func checkDuplicates(_ rows: [SchoolRow]) {
        let bySubdistrict = Dictionary(grouping: rows.filter { $0.subdistrict != nil }) {
            Key(name: ThaiName.soundKey($0.name), place: ThaiName.key($0.subdistrict ?? ""))
        }
        let twins = bySubdistrict.values.filter { $0.count > 1 }
            .sorted { ($0[0].row) < ($1[0].row) }
        for group in twins {
            for row in group.dropFirst() {
                // Two names that only sound alike may be two schools, unless they also stand together.
                let same = group.first { other in
                    other.row < row.row
                        && (ThaiName.key(other.name) == ThaiName.key(row.name)
                            || isNear(other, row))
                }
                if let same { report(row, same) }
            }
        }
    }

    private struct Key: Hashable {
        var name: String
        var place: String
    }

    private func isNear(_ a: SchoolRow, _ b: SchoolRow) -> Bool {
        guard let first = a.position, let second = b.position else { return false }
        return Geodesic.wgs84.distance(from: first, to: second) < Metres(kilometres: 1)
    }

    private func report(_ row: SchoolRow, _ other: SchoolRow) {
        let distance = row.position.flatMap { place in
            other.position.map {
                Int(Geodesic.wgs84.distance(from: place, to: $0).value.rounded())
            }
        }
        notes.add(
            FindingCode.nearDuplicateSchool, .warning, .schools, row: row.row, column: "name_th",
            value: row.name,
            thai: "ชื่อและตำบลเดียวกับโรงเรียน \(other.code) (\(other.name))"
                + (distance.map { " ห่างกัน \($0) ม." } ?? "") + " อาจเป็นโรงเรียนเดียวกัน",
            english: "the name and subdistrict of school \(other.code)"
                + (distance.map { ", \($0) m away" } ?? "") + "; possibly the same school",
            school: row.code, place: row.position)
    }
}
