/// The likeliest meant word among those allowed, for “did you mean”.
enum Suggestion {
    /// The nearest candidate by edit distance; `nil` when none is near (more than a third of the letters differ).
    static func nearest(to word: String, in candidates: [String]) -> String? {
        let folded = fold(word)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where candidate != word {
            let other = fold(candidate)
            let limit = max(1, max(folded.count, other.count) / 3)
            let distance = editDistance(folded, other)
            if distance <= limit, distance < best?.distance ?? .max {
                best = (distance, candidate)
            }
        }
        return best?.candidate
    }

    /// The nearest candidate, when no other is as near.
    static func onlyNearest(to word: String, in candidates: [String]) -> String? {
        guard let best = nearest(to: word, in: candidates) else { return nil }
        let folded = fold(word)
        let distance = editDistance(folded, fold(best))
        let rivals = candidates.count {
            $0 != best && $0 != word && editDistance(folded, fold($0)) <= distance
        }
        return rivals == 0 ? best : nil
    }

    /// A clause for a message: ` (หมายถึง “…” หรือไม่)`, or nothing.
    static func thaiClause(_ word: String, in candidates: [String]) -> String {
        nearest(to: word, in: candidates).map { " (หมายถึง “\($0)” หรือไม่)" } ?? ""
    }

    /// A clause for a message: ` (did you mean “…”?)`, or nothing.
    static func englishClause(_ word: String, in candidates: [String]) -> String {
        nearest(to: word, in: candidates).map { " (did you mean “\($0)”?)" } ?? ""
    }

    /// The letters that matter: lower case, without blanks and the signs that keys are joined with.
    private static func fold(_ word: String) -> [Unicode.Scalar] {
        word.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (restricted Damerau–Levenshtein).
    static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforePrevious: [Int] = []
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i]
            for j in 1...b.count {
                var distance = min(
                    previous[j] + 1, current[j - 1] + 1,
                    previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    distance = min(distance, beforePrevious[j - 2] + 1)
                }
                current.append(distance)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
