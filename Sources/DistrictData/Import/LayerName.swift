/// What the name of a layer says about it: `schools`, `จุดหมู่บ้าน`, `ถนน_2566`.
enum LayerName {
    private static let words: [(kind: TableKind, words: [String])] = [
        (.schools, ["school", "โรงเรียน", "สถานศึกษา"]),
        (.villages, ["village", "หมู่บ้าน", "muban"]),
        (.roads, ["road", "street", "ถนน", "เส้นทาง"]),
        (.catchments, ["catchment", "เขตบริการ"]),
        (.boundaries, ["tambon", "subdistrict", "boundar", "ขอบเขต", "เขตตำบล"]),
    ]

    /// The one kind whose words occur in the name; `nil` when none does, or those of several.
    static func kind(_ name: String) -> TableKind? {
        let name = HeaderWords.compact(name)
        let kinds = words.filter { $0.words.contains(where: name.contains) }.map(\.kind)
        return kinds.count == 1 ? kinds[0] : nil
    }
}
