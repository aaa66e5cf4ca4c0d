/// Reads tags of one block and makes each string once.
struct TagReader {
    private let selection: ExtractSelection
    private let texts: [String]
    private let isWayKey: [Bool]
    private let isNodeKey: [Bool]
    private let isKept: [Bool]
    /// Whether any node of the block may be wanted.
    let hasNodeKeys: Bool

    init(strings: StringTable, selection: ExtractSelection) {
        self.selection = selection
        var texts: [String] = []
        var (wayKeys, nodeKeys, kept): ([Bool], [Bool], [Bool]) = ([], [], [])
        for index in 0..<strings.count {
            let text = strings.text(index)
            texts.append(text)
            wayKeys.append(selection.wayTags[text] != nil)
            nodeKeys.append(selection.nodeKeys.contains(text))
            kept.append(selection.keeps(key: text))
        }
        self.texts = texts
        isWayKey = wayKeys
        isNodeKey = nodeKeys
        isKept = kept
        hasNodeKeys = nodeKeys.contains(true)
    }

    /// The kept tags of a way; `nil` when it is not wanted.
    func tagsOfWay(
        keys: ProtobufCursor, values: ProtobufCursor
    ) throws(BlockFault) -> [String: String]? {
        var isWanted = false
        try pairs(keys, values) { key, value in
            if isWayKey[key], selection.wantsWay(key: texts[key], value: texts[value]) {
                isWanted = true
            }
        }
        return isWanted ? try kept(keys, values) : nil
    }

    /// The kept tags of a relation; `nil` when it is not wanted.
    func tagsOfRelation(
        keys: ProtobufCursor, values: ProtobufCursor
    ) throws(BlockFault) -> [String: String]? {
        var isWanted = false
        try pairs(keys, values) { key, value in
            if selection.wantsRelation(key: texts[key], value: texts[value]) { isWanted = true }
        }
        return isWanted ? try kept(keys, values) : nil
    }

    /// The string of a number, such as a member's role.
    func text(_ number: UInt64) throws(BlockFault) -> String { texts[try index(number)] }

    /// The kept tags of a node; `nil` when it is not wanted.
    func tagsOfNode(
        keys: ProtobufCursor, values: ProtobufCursor
    ) throws(BlockFault) -> [String: String]? {
        var isWanted = false
        try pairs(keys, values) { key, _ in if isNodeKey[key] { isWanted = true } }
        return isWanted ? try kept(keys, values) : nil
    }

    /// Steps over the tags of one dense node: pairs of numbers up to a 0.
    func tagsOfDenseNode(
        _ column: inout ProtobufCursor?
    ) throws(BlockFault) -> [String: String]? {
        guard var cursor = column else { return nil }
        // Given back even on an error, so that no copy of the cursor is ever left behind.
        column = nil
        defer { column = cursor }
        var isWanted = false
        var found: [(key: Int, value: Int)] = []
        while true {
            let number = try cursor.varint()
            if number == 0 { break }
            let key = try index(number)
            let value = try index(cursor.varint())
            if isNodeKey[key] { isWanted = true }
            if isKept[key] { found.append((key, value)) }
        }
        guard isWanted else { return nil }
        var tags: [String: String] = [:]
        for (key, value) in found { tags[texts[key]] = texts[value] }
        return tags
    }

    private func kept(
        _ keys: ProtobufCursor, _ values: ProtobufCursor
    ) throws(BlockFault) -> [String: String] {
        var found: [(Int, Int)] = []
        try pairs(keys, values) { key, value in if isKept[key] { found.append((key, value)) } }
        var tags: [String: String] = [:]
        for (key, value) in found { tags[texts[key]] = texts[value] }
        return tags
    }

    private func pairs(
        _ keys: ProtobufCursor, _ values: ProtobufCursor, _ body: (Int, Int) -> Void
    ) throws(BlockFault) {
        var (keys, values) = (keys, values)
        while !keys.isAtEnd { body(try index(keys.varint()), try index(values.varint())) }
        guard values.isAtEnd else { throw BlockFault("more values than keys") }
    }

    private func index(_ number: UInt64) throws(BlockFault) -> Int {
        guard number < UInt64(texts.count) else {
            throw BlockFault("string \(number) of \(texts.count)")
        }
        return Int(number)
    }
}
