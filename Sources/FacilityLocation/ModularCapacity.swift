/// Capacity that comes in whole modules: class sections of a size, in rooms of a number.
public struct ModularCapacity: Hashable, Sendable {
    /// The classes of modules.
    public var classes: [ModuleClass]
    /// The limit of every site, one entry per site.
    public var limits: [ModuleLimit]

    /// Modular capacity.
    public init(classes: [ModuleClass], limits: [ModuleLimit]) {
        self.classes = classes
        self.limits = limits
    }

    /// The modules an amount needs: `⌈amount / size⌉`, forgiving an excess of 10⁻⁶ module.
    public static func modules(for amount: Double, size: Double) -> Int {
        max(0, Int((amount / size - 1e-6).rounded(.up)))
    }
}

/// One class of modules, such as the sections of one grade.
public struct ModuleClass: Hashable, Sendable {
    /// How much load one module takes; above zero.
    public var size: Double
    /// What a module costs wherever it is opened; zero or more.
    public var costPerModule: Double

    /// A class.
    public init(size: Double, costPerModule: Double = 0) {
        self.size = size
        self.costPerModule = costPerModule
    }
}

/// How many modules, of all classes together, fit at a site.
public struct ModuleLimit: Hashable, Sendable {
    /// The modules that fit now, `nil` for no limit.
    public var modules: Int?
    /// How many more may be bought.
    public var extraMaximum: Int
    /// What each of those costs; zero or more.
    public var extraCost: Double
    /// What a class costs once where the site takes any load of it, by class; zero or more.
    ///
    /// Classes not listed cost nothing to begin.
    public var startingCosts: [Int: Double]

    /// A limit.
    public init(
        modules: Int?, extraMaximum: Int = 0, extraCost: Double = 0,
        startingCosts: [Int: Double] = [:]
    ) {
        self.modules = modules
        self.extraMaximum = extraMaximum
        self.extraCost = extraCost
        self.startingCosts = startingCosts
    }

    /// No limit.
    public static let unlimited = ModuleLimit(modules: nil)
}
