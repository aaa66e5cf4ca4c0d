import CGEOS
import SpatialTypes

/// A GEOS context that keeps the last message instead of printing it; one per worker.
final class GEOSContext {
    let pointer: GEOSContextHandle_t
    private var lastMessage = ""

    init() throws(GeometryError) {
        guard let pointer = GEOS_init_r() else {
            throw GeometryError(.libraryFailure, operation: "GEOS_init_r", detail: "no context")
        }
        self.pointer = pointer
        let keep: GEOSMessageHandler_r = { text, owner in
            guard let text, let owner else { return }
            let context = Unmanaged<GEOSContext>.fromOpaque(owner).takeUnretainedValue()
            context.lastMessage = String(cString: text)
        }
        let owner = Unmanaged.passUnretained(self).toOpaque()
        GEOSContext_setErrorMessageHandler_r(pointer, keep, owner)
        GEOSContext_setNoticeMessageHandler_r(pointer, keep, owner)
    }

    deinit { GEOS_finish_r(pointer) }

    /// The error behind a null or exceptional result, with GEOS's message.
    func failure(_ function: String, index: Int? = nil) -> GeometryError {
        defer { lastMessage = "" }
        return GeometryError(
            .libraryFailure, operation: function,
            detail: lastMessage.isEmpty ? "GEOS gives no reason" : lastMessage, index: index)
    }

    /// The owner of a fresh geometry; an error when the function gave none.
    func adopt(
        _ geometry: OpaquePointer?, from function: String, index: Int? = nil
    ) throws(GeometryError) -> GEOSShape {
        guard let geometry else { throw failure(function, index: index) }
        return GEOSShape(context: self, adopting: geometry)
    }
}

/// A GEOS geometry with one owner.
struct GEOSShape: ~Copyable {
    let context: GEOSContext
    // `discard self` is refused beside a class reference, so the pointer is emptied instead.
    private var owned: OpaquePointer?

    init(context: GEOSContext, adopting pointer: OpaquePointer) {
        self.context = context
        owned = pointer
    }

    deinit {
        if let owned { GEOSGeom_destroy_r(context.pointer, owned) }
    }

    var pointer: OpaquePointer? { owned }

    /// Hands the geometry over to a GEOS function that adopts it.
    consuming func surrender() -> OpaquePointer? {
        let pointer = owned
        owned = nil
        return pointer
    }

    /// In square units of the coordinates.
    func area() throws(GeometryError) -> Double {
        var area = 0.0
        guard GEOSArea_r(context.pointer, owned, &area) == 1 else {
            throw context.failure("GEOSArea_r")
        }
        return area
    }

    func isEmpty() throws(GeometryError) -> Bool {
        let answer = GEOSisEmpty_r(context.pointer, owned)
        guard answer != 2 else { throw context.failure("GEOSisEmpty_r") }
        return answer == 1
    }

    func isValid() throws(GeometryError) -> Bool {
        let answer = GEOSisValid_r(context.pointer, owned)
        guard answer != 2 else { throw context.failure("GEOSisValid_r") }
        return answer == 1
    }

    /// Repaired by the structure method, collapsed parts dropped.
    func madeValid() throws(GeometryError) -> GEOSShape {
        guard let parameters = GEOSMakeValidParams_create_r(context.pointer) else {
            throw context.failure("GEOSMakeValidParams_create_r")
        }
        defer { GEOSMakeValidParams_destroy_r(context.pointer, parameters) }
        guard
            GEOSMakeValidParams_setMethod_r(
                context.pointer, parameters, GEOS_MAKE_VALID_STRUCTURE) == 1,
            GEOSMakeValidParams_setKeepCollapsed_r(context.pointer, parameters, 0) == 1
        else { throw context.failure("GEOSMakeValidParams_setMethod_r") }
        return try context.adopt(
            GEOSMakeValidWithParams_r(context.pointer, owned, parameters),
            from: "GEOSMakeValidWithParams_r")
    }
}

/// A prepared geometry over one of ours; fills caches as it is used, so one worker only.
final class PreparedShape {
    private let shape: GEOSShape
    private let prepared: OpaquePointer

    init(_ shape: consuming GEOSShape) throws(GeometryError) {
        guard let prepared = GEOSPrepare_r(shape.context.pointer, shape.pointer) else {
            throw shape.context.failure("GEOSPrepare_r")
        }
        self.shape = shape
        self.prepared = prepared
    }

    deinit { GEOSPreparedGeom_destroy_r(shape.context.pointer, prepared) }

    var context: GEOSContext { shape.context }
    var pointer: OpaquePointer? { shape.pointer }

    /// Whether the two share at least one position, the edge included.
    func intersects(_ other: OpaquePointer?) throws(GeometryError) -> Bool {
        let answer = GEOSPreparedIntersects_r(context.pointer, prepared, other)
        guard answer != 2 else { throw context.failure("GEOSPreparedIntersects_r") }
        return answer == 1
    }

    /// Whether no position of the other lies outside.
    func covers(_ other: OpaquePointer?) throws(GeometryError) -> Bool {
        let answer = GEOSPreparedCovers_r(context.pointer, prepared, other)
        guard answer != 2 else { throw context.failure("GEOSPreparedCovers_r") }
        return answer == 1
    }
}

/// A tree of boxes; builds itself on its first query, so one worker only.
final class BoxTree {
    private let context: GEOSContext
    private let tree: OpaquePointer

    init(context: GEOSContext) throws(GeometryError) {
        guard let tree = GEOSSTRtree_create_r(context.pointer, 10) else {
            throw context.failure("GEOSSTRtree_create_r")
        }
        self.context = context
        self.tree = tree
    }

    deinit { GEOSSTRtree_destroy_r(context.pointer, tree) }

    /// Adds the box of a geometry under a number ≥ 0; never after the first query.
    func insert(_ geometry: OpaquePointer?, as number: Int) {
        GEOSSTRtree_insert_r(
            context.pointer, tree, geometry, UnsafeMutableRawPointer(bitPattern: number + 1))
    }

    /// The numbers whose boxes meet the box of a geometry, ascending.
    func numbers(meeting geometry: OpaquePointer?) -> [Int] {
        var found: [Int] = []
        withUnsafeMutablePointer(to: &found) { found in
            GEOSSTRtree_query_r(
                context.pointer, tree, geometry,
                { item, found in
                    found?.assumingMemoryBound(to: [Int].self).pointee
                        .append(Int(bitPattern: item) - 1)
                }, found)
        }
        return found.sorted()
    }
}
