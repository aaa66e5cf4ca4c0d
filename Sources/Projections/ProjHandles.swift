import CPROJ

/// A PROJ context that keeps PROJ's messages instead of printing them; one per worker.
final class ProjContext {
    let pointer: OpaquePointer
    private(set) var lastMessage = ""

    init() throws(ProjectionError) {
        guard let pointer = proj_context_create() else {
            throw ProjectionError(
                .libraryFailure, subject: "proj_context_create", detail: "no context")
        }
        self.pointer = pointer
        // Results must not depend on what a network happens to offer.
        proj_context_set_enable_network(pointer, 0)
        proj_log_level(pointer, PJ_LOG_ERROR)
        proj_log_func(pointer, Unmanaged.passUnretained(self).toOpaque()) { owner, _, text in
            guard let owner, let text else { return }
            let context = Unmanaged<ProjContext>.fromOpaque(owner).takeUnretainedValue()
            context.lastMessage = String(cString: text)
        }
    }

    deinit { proj_context_destroy(pointer) }

    /// The object behind an authority's code, for instance EPSG 24048; `nil` when unknown.
    func object(authority: String, code: String, category: PJ_CATEGORY) -> ProjObject? {
        let pointer = proj_create_from_database(
            self.pointer, authority, code, category, 0, nil)
        return pointer.map { ProjObject(context: self, adopting: $0) }
    }

    /// An error that carries PROJ's last message for the function named.
    func failure(of function: String) -> ProjectionError {
        let reason = lastMessage.isEmpty ? "no message" : lastMessage
        return ProjectionError(.libraryFailure, subject: function, detail: reason)
    }
}

/// One PROJ object, destroyed with its last reference and before its context.
final class ProjObject {
    let context: ProjContext
    let pointer: OpaquePointer

    init(context: ProjContext, adopting pointer: OpaquePointer) {
        self.context = context
        self.pointer = pointer
    }

    deinit { proj_destroy(pointer) }

    var name: String { proj_get_name(pointer).map { String(cString: $0) } ?? "" }

    /// The first identifier, for instance `EPSG:1304`.
    var identifier: String? {
        guard let authority = proj_get_id_auth_name(pointer, 0),
            let code = proj_get_id_code(pointer, 0)
        else { return nil }
        return "\(String(cString: authority)):\(String(cString: code))"
    }

    /// The same operation with longitude or easting first on both sides.
    ///
    /// georust/proj does not test the normalised pointer; PROJ may well return null.
    func normalised() throws(ProjectionError) -> ProjObject {
        guard let result = proj_normalize_for_visualization(context.pointer, pointer) else {
            throw context.failure(of: "proj_normalize_for_visualization")
        }
        return ProjObject(context: context, adopting: result)
    }

    /// The image of (x, y), or `nil` where there is none.
    ///
    /// PROJ signals failure by infinity or by its error number; both are looked at.
    func image(x: Double, y: Double, inverse: Bool = false) -> (x: Double, y: Double)? {
        proj_errno_reset(pointer)
        let result = proj_trans(
            pointer, inverse ? PJ_INV : PJ_FWD, proj_coord(x, y, 0, 0))
        guard proj_errno(pointer) == 0, result.xy.x.isFinite, result.xy.y.isFinite else {
            return nil
        }
        return (result.xy.x, result.xy.y)
    }

    func isEquivalent(to other: ProjObject) -> Bool {
        proj_is_equivalent_to_with_ctx(
            context.pointer, pointer, other.pointer,
            PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0
    }
}
