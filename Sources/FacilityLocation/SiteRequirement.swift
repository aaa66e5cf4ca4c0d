/// What an open site needs because of everything it serves together, such as teachers' posts by a staffing norm.
///
/// The need is a step function of the site's load: the first band that reaches the total load applies. It is paid by
/// the unit, and once more by the unit for what the options taken at the site do not bring along.
///
///     need(site)  = band(Σ load).parts, each rounded on its own, added
///     cost(site)  = costPerUnit · need + costPerUnitMissing · max(0, need − Σ supply[o]·x[o])
///
/// A site without load needs nothing and pays nothing.
public struct SiteRequirement: Hashable, Sendable {
    /// The name, for messages.
    public var name: String
    /// The bands by total load, ascending; the last one reaches `.infinity`.
    public var bands: [RequirementBand]
    /// What each unit of the need costs; zero or more.
    public var costPerUnit: Double
    /// What each unit costs that is needed and not brought along; zero or more.
    public var costPerUnitMissing: Double
    /// Whether missing units count at a site; one entry per site.
    public var countsMissing: [Bool]
    /// What each option brings along when taken at its site; one entry per option, zero or more.
    public var supplies: [Double]

    /// A requirement; without supplies nothing can be missing.
    public init(
        name: String, bands: [RequirementBand], costPerUnit: Double,
        costPerUnitMissing: Double = 0, countsMissing: [Bool] = [], supplies: [Double] = []
    ) {
        self.name = name
        self.bands = bands
        self.costPerUnit = costPerUnit
        self.costPerUnitMissing = costPerUnitMissing
        self.countsMissing = countsMissing
        self.supplies = supplies
    }
}

/// The rule for sites up to a total load.
public struct RequirementBand: Hashable, Sendable {
    /// The largest total load, all classes together, for which it holds; `.infinity` for the last band.
    public var upTo: Double
    /// What is needed: the sum of these.
    public var parts: [RequirementPart]

    /// A band.
    public init(upTo: Double = .infinity, parts: [RequirementPart]) {
        self.upTo = upTo
        self.parts = parts
    }
}

/// A linear expression of loads and modules, rounded to whole units.
public struct RequirementPart: Hashable, Sendable {
    /// How an expression becomes whole; an excess of 10⁻⁹ is forgiven.
    public enum Rounding: String, Hashable, Sendable {
        case none, up, halfUp
    }

    /// Needed by any load at all.
    public var constant: Double
    /// The terms, at most one a module class; classes not listed count nothing.
    public var terms: [RequirementTerm]
    /// How the sum becomes whole.
    public var rounding: Rounding

    /// A part.
    public init(constant: Double = 0, terms: [RequirementTerm] = [], rounding: Rounding) {
        self.constant = constant
        self.terms = terms
        self.rounding = rounding
    }
}

/// What one module class adds to a requirement; every factor is zero or more, so that need never falls as load grows
/// inside a band.
public struct RequirementTerm: Hashable, Sendable {
    /// The module class.
    public var moduleClass: Int
    /// By unit of load.
    public var perLoad: Double
    /// By module opened at the site for the class (see ``ModularCapacity``).
    public var perModule: Double
    /// By group that the norm forms from the load: ⌊load/size⌋, one more from a remainder of `groupRemainder`, at
    /// least one for any load.
    public var perGroup: Double
    /// The size of a group; above zero.
    public var groupSize: Double
    /// The remainder that opens one more group.
    public var groupRemainder: Double

    /// A term.
    public init(
        moduleClass: Int, perLoad: Double = 0, perModule: Double = 0, perGroup: Double = 0,
        groupSize: Double = 1, groupRemainder: Double = 1
    ) {
        self.moduleClass = moduleClass
        self.perLoad = perLoad
        self.perModule = perModule
        self.perGroup = perGroup
        self.groupSize = groupSize
        self.groupRemainder = groupRemainder
    }
}
