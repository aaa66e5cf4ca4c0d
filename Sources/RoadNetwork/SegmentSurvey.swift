import Dispatch
import Projections
import SpatialTypes
import Synchronization

/// What a profile makes of segments and how long their pieces are, found on several threads.
///
/// Segments go by in blocks, so that a country's are never held at once. Each is judged and
/// measured by itself and the findings come in the order of the segments, so that they do not
/// depend on the number of threads.
struct SegmentSurvey {
    /// What was found about one segment.
    struct Finding: Sendable {
        var verdict: SegmentVerdict
        /// Metres from each corner to the next; none where the segment is dropped.
        var lengths: [Double]
    }

    private static let blockSize = 8_192

    let rules: ProfileRules
    let workers: Int

    /// Calls the closure with every segment and what was found about it, in order.
    func visit(
        _ segments: some Sequence<RoadSegment>,
        _ body: (RoadSegment, Finding) throws(RoadNetworkError) -> Void
    ) throws(RoadNetworkError) {
        var block: [RoadSegment] = []
        block.reserveCapacity(Self.blockSize)
        for segment in segments {
            block.append(segment)
            guard block.count == Self.blockSize else { continue }
            for (segment, finding) in zip(block, findings(block)) { try body(segment, finding) }
            block.removeAll(keepingCapacity: true)
        }
        for (segment, finding) in zip(block, findings(block)) { try body(segment, finding) }
    }

    private func findings(_ block: [RoadSegment]) -> [Finding] {
        let (rules, count) = (self.rules, max(1, min(workers, block.count)))
        let size = (block.count + count - 1) / count
        let parts = Mutex([[Finding]](repeating: [], count: count))
        DispatchQueue.concurrentPerform(iterations: count) { part in
            let range = min(part * size, block.count)..<min((part + 1) * size, block.count)
            let found = block[range].map { Self.finding($0, rules) }
            parts.withLock { $0[part] = found }
        }
        return parts.withLock { parts in parts.flatMap { $0 } }
    }

    private static func finding(_ segment: RoadSegment, _ rules: ProfileRules) -> Finding {
        let verdict = rules.verdict(on: segment)
        guard case .use = verdict else { return Finding(verdict: verdict, lengths: []) }
        let lengths = zip(segment.coordinates, segment.coordinates.dropFirst()).map {
            $0 == $1 ? 0 : Geodesic.wgs84.distance(from: $0, to: $1).value
        }
        return Finding(verdict: verdict, lengths: lengths)
    }
}
