import TestSupport

/// Damages inputs at random, reproducibly: the same seed damages the same way.
struct Mutator {
    private var random: SplitMix64
    private let corpus: [[UInt8]]
    private let words: [[UInt8]]
    /// Whether three of four inputs stay text: a text format refuses broken UTF-8 before anything else.
    private let isText: Bool

    /// The largest input it makes.
    static let largest = 32_768

    /// A mutator over a corpus, with words that matter to the format.
    init(seed: UInt64, corpus: [[UInt8]], words: [String], isText: Bool = false) {
        self.isText = isText
        random = SplitMix64(seed: seed)
        self.corpus = corpus
        self.words = words.map { Array($0.utf8) } + Self.numbers
    }

    private static let numbers: [[UInt8]] = [
        [0], [0xFF], [0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xE0, 0xB8], [0xC3, 0x28],
        Array("-1".utf8), Array("9999999999999999999999".utf8), Array("1e999".utf8),
        Array("NaN".utf8), [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], Array("๑๒".utf8),
    ]

    /// The next damaged input: a seed with one change half of the time, else with two to eight.
    ///
    /// Few changes leave most of a manifest in order, so that what lies behind it is reached.
    mutating func next() -> [UInt8] {
        var bytes = corpus[Int.random(in: corpus.indices, using: &random)]
        let changes = Bool.random(using: &random) ? 1 : Int.random(in: 2...8, using: &random)
        for _ in 0..<changes { mutate(&bytes) }
        if isText, Int.random(in: 0..<4, using: &random) > 0 {
            let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
            let plain = scalars.filter { $0.value >= 32 || $0 == "\n" || $0 == "\t" }
            bytes = Array(String(String.UnicodeScalarView(plain)).utf8)
        }
        return bytes.count > Self.largest ? Array(bytes.prefix(Self.largest)) : bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = words.randomElement(using: &random) ?? []
            return
        }
        let place = Int.random(in: bytes.indices, using: &random)
        let length = min(bytes.count - place, 1 + Int.random(in: 0..<64, using: &random))
        let range = place..<(place + length)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 2: bytes.removeSubrange(range)
        case 3: bytes.insert(contentsOf: Array(bytes[range]), at: place)
        case 4: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
        case 5:
            let word = words.randomElement(using: &random) ?? []
            bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
        case 6: bytes.removeSubrange(place...)
        case 7:
            let other = corpus[Int.random(in: corpus.indices, using: &random)]
            let from = Int.random(in: 0...other.count, using: &random)
            bytes.insert(contentsOf: other[from..<min(other.count, from + 256)], at: place)
        default:
            let other = Int.random(in: bytes.indices, using: &random)
            bytes.swapAt(place, other)
        }
    }
}
