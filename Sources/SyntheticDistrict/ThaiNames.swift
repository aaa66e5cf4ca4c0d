/// Place names put together from the roots that villages of the lower north-east are named with.
struct ThaiNames: Sendable {
    private static let landforms = [
        "หนอง", "โนน", "โคก", "ดอน", "ห้วย", "ซำ", "กุด", "นา", "คำ", "โพน", "สระ", "บึง", "ท่า",
        "ทุ่ง", "วัง", "ไร่", "ร่อง", "ป่า", "ภู", "ละลม",
    ]
    private static let features = [
        "ไผ่", "แวง", "ม่วง", "จิก", "แดง", "ขาม", "บัว", "สูง", "ใหญ่", "น้อย", "ยาง", "สำโรง",
        "กระโดน", "ตะเคียน", "ขี้เหล็ก", "หว้า", "แก้ว", "ทราย", "หิน", "เต่า", "กระจาน", "พอก",
        "คูณ", "แต้", "รุง", "สวรรค์", "เจริญ", "สามัคคี", "งาม", "ขาว", "ดู่", "ประดู่", "มะค่า",
        "มะกอก", "กล้วย", "หวาย", "ผือ", "ครก", "เหล็ก", "เงิน", "ทอง", "ชาติ", "สมบูรณ์", "อุดม",
        "กอก", "แสง", "จาน", "คล้า",
    ]
    private static let suffixes = [
        "", "เหนือ", "ใต้", "กลาง", "พัฒนา", "ตะวันออก", "ตะวันตก", "สามัคคี", "เก่า", "ใหม่",
    ]

    private var order: [Int]
    private var next = 0

    init(seed: UInt64, stage: String) {
        var generator = SeededGenerator(seed: seed, stage: stage)
        order = generator.shuffled(
            Array(0..<(Self.landforms.count * Self.features.count)))
    }

    /// The next name, without บ้าน; names repeat only after some nine thousand.
    mutating func take() -> String {
        let root = order[next % order.count]
        let round = next / order.count
        next += 1
        let landform = Self.landforms[root / Self.features.count]
        let feature = Self.features[root % Self.features.count]
        let suffix = Self.suffixes[round % Self.suffixes.count]
        let repeated = round / Self.suffixes.count
        return landform + feature + suffix + (repeated == 0 ? "" : " \(repeated + 1)")
    }
}

/// The names of districts, subdistricts, groups and villages.
struct PlaceNames: Sendable {
    private(set) var districts: [String] = []
    private(set) var subdistricts: [String] = []
    private(set) var villages: [String] = []

    init(landscape: Landscape) {
        var large = ThaiNames(seed: landscape.seed, stage: "district names")
        var names = ThaiNames(seed: landscape.seed, stage: "village names")
        let endings = ["บุรี", "ชัย", "พิสัย", "นคร", "ธานี"]
        districts = landscape.towns.indices.map { large.take() + endings[$0 % endings.count] }
        villages = landscape.villages.map { _ in names.take() }
        // A subdistrict takes the name of its main village.
        subdistricts = landscape.tiling.cells.map { _ in "" }
        for (i, village) in landscape.villages.enumerated() where village.isMain {
            subdistricts[village.subdistrict] = villages[i]
        }
    }
}
