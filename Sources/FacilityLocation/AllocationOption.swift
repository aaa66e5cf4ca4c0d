/// One admissible choice of a client.
public struct AllocationOption: Hashable, Sendable {
    /// The client whose choice it is.
    public var client: Int
    /// The site that must be open for it, `nil` for an outside option that needs none.
    public var site: Int?
    /// What taking it costs.
    public var cost: Double
    /// What it consumes at the site; an outside option consumes nothing.
    public var loads: [ModuleLoad]
    /// For the caller's own use; the solver never reads it.
    public var tag: Int

    /// An option.
    public init(
        client: Int, site: Int?, cost: Double, loads: [ModuleLoad] = [], tag: Int = 0
    ) {
        self.client = client
        self.site = site
        self.cost = cost
        self.loads = loads
        self.tag = tag
    }
}

/// An amount of one module class, such as pupils of one grade.
public struct ModuleLoad: Hashable, Sendable {
    /// The module class, an index into ``ModularCapacity/classes``.
    public var moduleClass: Int
    /// How much, in the unit of the class's size; above zero.
    public var amount: Double
    /// Modules it occupies even where its amount would fit into fewer, such as the sections a school already runs.
    public var minimumModules: Int

    /// A load.
    public init(moduleClass: Int, amount: Double, minimumModules: Int = 0) {
        self.moduleClass = moduleClass
        self.amount = amount
        self.minimumModules = minimumModules
    }
}
