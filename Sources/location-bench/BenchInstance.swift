import FacilityLocation

/// What is to be solved.
enum BenchProblem: String, CaseIterable {
    case pMedian = "p-median"
    case capacitatedPMedian = "capacitated-p-median"
    case fixedCharge = "fixed-charge"
    case capacitatedSplit = "capacitated-split"
    case capacitatedSingleSource = "capacitated-single-source"
    case pCenter = "p-center"
    case setCovering = "lscp"
    case maximalCovering = "mclp"
    case setCoveringWithBackup = "lscp-b"

    /// Whether the number of open sites is given.
    var hasCount: Bool {
        switch self {
        case .pMedian, .capacitatedPMedian, .pCenter, .maximalCovering: true
        case .fixedCharge, .capacitatedSplit, .capacitatedSingleSource, .setCovering,
            .setCoveringWithBackup:
            false
        }
    }

    /// Whether demands fill capacities.
    var hasCapacities: Bool {
        switch self {
        case .capacitatedPMedian, .capacitatedSplit, .capacitatedSingleSource: true
        case .pMedian, .fixedCharge, .pCenter, .setCovering, .maximalCovering,
            .setCoveringWithBackup:
            false
        }
    }

    /// Whether open sites must serve the client they lie at.
    func keepsMediansHome(_ instance: BenchInstance) -> Bool {
        self == .capacitatedPMedian && instance.mediansServeThemselves
    }
}

/// An instance as read from a file or made from a seed.
struct BenchInstance {
    /// The file's name without its ending, or the synthetic settings.
    var name: String
    /// Costs of serving all of a client's demand.
    var costs: SparseCosts
    /// Distances by client and site where they differ from the costs by a weight; else the costs.
    var distances: SparseCosts
    /// `q[i]`, one per client.
    var demands: [Double]
    /// `Q[j]`, one per site; empty without capacities.
    var capacities: [Double] = []
    /// `f[j]`, one per site.
    var openingCosts: [Double]
    /// The number of sites to open that the instance names.
    var count: Int?
    /// Whether the costs are whole numbers.
    var isInteger: Bool
    /// Whether every client lies at the site of its number and an open median serves itself.
    var mediansServeThemselves: Bool

    init(
        name: String, costs: SparseCosts, distances: SparseCosts? = nil, demands: [Double]? = nil,
        capacities: [Double] = [], openingCosts: [Double]? = nil, count: Int? = nil,
        isInteger: Bool, mediansServeThemselves: Bool = false
    ) {
        self.name = name
        self.costs = costs
        self.distances = distances ?? costs
        self.demands = demands ?? [Double](repeating: 1, count: costs.clientCount)
        self.capacities = capacities
        self.openingCosts = openingCosts ?? [Double](repeating: 0, count: costs.siteCount)
        self.count = count
        self.isInteger = isInteger
        self.mediansServeThemselves = mediansServeThemselves
    }
}

/// What an engine found.
struct BenchResult {
    var objective: Double?
    var bound: Double
    var status: String
    /// Branch-and-bound nodes, where known.
    var nodes: Int?
    /// Wall seconds of the solve alone, without reading.
    var seconds = 0.0

    /// `|objective − bound| / |objective|`; `nil` without a solution.
    var gap: Double? {
        objective.map { abs($0 - bound) <= 1e-9 ? 0 : abs($0 - bound) / max(abs($0), 1e-12) }
    }
}
