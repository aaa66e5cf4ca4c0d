/// One admissible choice of a client.
public struct AllocationOption: Hashable, Sendable {
    /// The client whose choice it is.
    public var client: Int
    /// The site that must be open for it, `nil` for an outside option that needs none.
    public var site: Int?
    /// What taking it costs.
    public var cost: Double
    /// How far it is, for worst distances and nearest sites; `nil` if that is its cost.
    public var distance: Double?
    /// What it consumes at the site; an outside option consumes nothing.
    public var loads: [ModuleLoad]
    /// For the caller's own use; the solver never reads it.
    public var tag: Int

    /// An option.
    public init(
        client: Int, site: Int?, cost: Double, distance: Double? = nil, loads: [ModuleLoad] = [],
        tag: Int = 0
    ) {
        self.client = client
        self.site = site
        self.cost = cost
        self.distance = distance
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

/// Whether a client's demand may be divided.
public enum Assignment: String, Hashable, Sendable {
    /// Each client takes exactly one option.
    case singleSource
    /// Each client takes shares of its options that add up to one; at a site where it is an own
    /// client, all or nothing.
    case split
}

/// The rule that clients go to the nearest of the open sites.
///
/// The sites of a client are those of its listed options, as far from it as the nearest of its
/// options there. An option at site `j` may be taken
///
/// - if fewer than `count` of the client's open sites are strictly nearer than `j`, or
/// - with overflow, if every open site of the client that is strictly nearer is *full* for it: what
///   is left of its capacity is less than the client's demand (with ``Assignment/split``: nothing
///   is left).
///
/// Options without a site, and own clients at their open site, are exempt.
///
/// Source: closest assignment is due to D. Rojeski and C. ReVelle, "Central facilities location
/// under an investment constraint", Geographical Analysis 2 (1970), 343–360; the rows used are those
/// of J. L. Wagner and L. M. Falkson, "The optimal nodal location of public facilities with
/// price-sensitive demand", Geographical Analysis 7 (1975), 69–83, compared by I. Espejo, A. Marín
/// and A. M. Rodríguez-Chía, "Closest assignment constraints in discrete location problems",
/// European Journal of Operational Research 219 (2012), 49–58. Service by one of the k closest
/// goes back to J. R. Weaver and R. L. Church, "A median location model with nonclosest facility
/// service", Transportation Science 19 (1985), 58–74.
public struct NearestRule: Hashable, Sendable {
    /// How many of the nearest open sites a client may choose among, *k*; one or more.
    public var count: Int
    /// Whether clients may go farther where everything nearer is full.
    public var allowsOverflow: Bool

    /// A rule.
    public init(count: Int = 1, allowsOverflow: Bool = true) {
        self.count = count
        self.allowsOverflow = allowsOverflow
    }
}
