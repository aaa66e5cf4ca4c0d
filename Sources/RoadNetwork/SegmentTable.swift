import Containers

/// What a graph remembers of the segments it was made from, by their index.
struct SegmentTable: Sendable {
    /// The identifiers in the source.
    let ids: FrozenArray<Int64>
    /// The class of each segment, as a place in `classNames`.
    let classes: FrozenArray<UInt32>
    /// The classes that occur, in the order of their first segment.
    let classNames: [String]

    /// Whether each class, by its place in `classNames`, is one of the listed ones.
    func flags(of listed: Set<String>) -> [Bool] { classNames.map(listed.contains) }
}

/// Collects a segment table while segments go by.
struct SegmentTableBuilder {
    private var ids: [Int64] = []
    private var classes: [UInt32] = []
    private var classNames: [String] = []
    private var placeOfClass: [String: UInt32] = [:]

    var count: Int { ids.count }

    func id(of segment: UInt32) -> Int64 { ids[Int(segment)] }

    mutating func append(_ segment: RoadSegment) {
        ids.append(segment.id)
        if let place = placeOfClass[segment.roadClass] {
            classes.append(place)
        } else {
            let place = UInt32(classNames.count)
            placeOfClass[segment.roadClass] = place
            classNames.append(segment.roadClass)
            classes.append(place)
        }
    }

    var table: SegmentTable {
        SegmentTable(
            ids: FrozenArray(ids), classes: FrozenArray(classes), classNames: classNames)
    }
}
