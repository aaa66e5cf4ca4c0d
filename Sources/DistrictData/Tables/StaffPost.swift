/// The kind of post behind a position name.
enum StaffPost: Hashable {
    case administrator, teacher, other
    /// No known post: a typing error, a number, or a cell that has moved.
    case unknown

    /// The post of a position name, with or without its number (`1. ผู้อำนวยการโรงเรียน`).
    ///
    /// Ranks (วิทยฐานะ) and levels may follow ครู; contract posts have names of their own.
    init(position: String) {
        let compact = Self.compact(position)
        if Self.administrators.contains(where: compact.hasPrefix) {
            self = .administrator
        } else if Self.others.contains(where: compact.contains) {
            self = .other
        } else if Self.teachers.contains(compact)
            || Self.teacherBeginnings.contains(where: compact.hasPrefix)
        {
            self = .teacher
        } else {
            self = .unknown
        }
    }

    /// Whether a text is near a known post, or a post's word with nothing of a name behind it.
    static func looksLikePost(_ position: String) -> Bool {
        let compact = compact(position)
        let word = ["ครู", "ผู้", "รอง", "อาจารย์"].first(where: compact.hasPrefix) ?? ""
        let rest = compact.unicodeScalars.dropFirst(word.unicodeScalars.count)
        let isBare = !word.isEmpty && !rest.contains { $0.properties.isAlphabetic }
        return isBare || Suggestion.nearest(to: position, in: names) != nil
    }

    /// The posts that a message proposes.
    static let examples = ["ผู้อำนวยการโรงเรียน", "ครู", "ครูผู้ช่วย", "พนักงานราชการ", "ลูกจ้างชั่วคราว"]

    /// Every post that a wrong spelling may mean.
    static let names =
        examples + [
            "รองผู้อำนวยการโรงเรียน", "ครูชำนาญการ", "ครูชำนาญการพิเศษ", "ครูเชี่ยวชาญ", "ครู คศ.1",
            "ครูอัตราจ้าง", "ลูกจ้างประจำ", "ธุรการโรงเรียน", "นักการภารโรง", "ครูพี่เลี้ยง",
        ]

    /// The name without its number, blanks, points and brackets.
    private static func compact(_ position: String) -> String {
        var name = ThaiText.normalise(position).lowercased()
        let digits = name.prefix { $0.isNumber }
        if !digits.isEmpty {
            name = String(name.dropFirst(digits.count).drop { ".) ".contains($0) })
        }
        return name.filter { !" .()".contains($0) }
    }

    private static let administrators = [
        "ผู้อำนวยการ", "รองผู้อำนวยการ", "ผอ", "รองผอ", "ครูใหญ่", "อาจารย์ใหญ่", "ผู้บริหาร",
        "director", "deputydirector",
    ]
    private static let teachers: Set<String> = [
        "ครู", "ครูประจำการ", "ข้าราชการครู", "ครูข้าราชการ", "ครูผู้สอน", "ครูประจำชั้น", "อาจารย์",
        "teacher", "assistantteacher",
    ]
    private static let teacherBeginnings = [
        "ครูผู้ช่วย", "ครูชำนาญการ", "ครูเชี่ยวชาญ", "ครูคศ", "ครูวิทยฐานะ", "ครูรับเงินเดือน", "ครูอันดับ",
        "ข้าราชการครู",
    ]
    /// Words of posts that no norm counts; they may stand behind ครู.
    private static let others = [
        "พนักงานราชการ", "ลูกจ้าง", "อัตราจ้าง", "จ้างสอน", "จ้างเหมา", "วิกฤต", "ธุรการ", "พี่เลี้ยง", "ภารโรง",
        "นักการ", "เจ้าหน้าที่", "เจ้าพนักงาน", "บุคลากร", "วิทยากร", "ฝึกสอน", "ครูต่างชาติ", "ครูอาสา",
        "ครูพระสอน", "พระสอน", "ภูมิปัญญา", "ช่างไฟฟ้า", "ช่างไม้", "ช่างปูน", "ช่างครุภัณฑ์", "พนักงาน", "ยาม",
        "รักษาความปลอดภัย", "แม่บ้าน", "แม่ครัว", "คนงาน", "คนสวน", "คนขับรถ", "ดูแลเด็ก", "บรรณารักษ์",
        "ศึกษานิเทศก์", "นักวิชาการ", "สอนศาสนา", "ชั่วคราว", "รักษาการ", "รักษาราชการ", "clerk", "janitor",
        "contract",
    ]
}
