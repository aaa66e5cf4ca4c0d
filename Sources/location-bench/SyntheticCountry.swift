import FacilityLocation
import Foundation

/// A made-up country of schools, seeded: the same settings give the same instance everywhere.
///
/// Half of the sites lie uniformly, half in towns, one site per 17 km² on average as in Thailand
/// (30,000 schools on 513,000 km²). Every school is client and site; its demand is its pupils
/// (log-normal, median 120, from 10 to 2,000), a pair's cost is pupils times metres as the crow
/// flies, and no pair is longer than the cutoff.
struct SyntheticCountry: Equatable {
    /// The number of sites.
    var sites = 209
    /// The longest pair, in metres.
    var cutoffMetres = 10_000.0
    /// The seed of all randomness.
    var seed: UInt64 = 1
    /// The capacity of an average choice of sites, over the demand of all; `nil` without capacities.
    var capacity: Double?
    /// The number of sites to open; 8,000 of 30,000 if left out.
    var count: Int?

    /// Settings such as `sites=30000,cutoff=10km,seed=1,capacity=1.25,p=8000`.
    ///
    /// - Throws: ``InstanceError`` for an unknown key or a value out of range.
    init(_ text: String) throws {
        for part in text.split(separator: ",") {
            let words = part.split(separator: "=", maxSplits: 1).map(String.init)
            func fail(_ expected: String) -> InstanceError {
                InstanceError(file: "--synthetic", value: "'\(part)'", expected: expected)
            }
            guard words.count == 2 else { throw fail("key=value") }
            switch words[0] {
            case "sites":
                guard let value = Int(words[1]), value > 0 else { throw fail("sites from 1") }
                sites = value
            case "cutoff":
                guard words[1].hasSuffix("km"), let value = Double(words[1].dropLast(2)), value > 0
                else { throw fail("cutoff above 0 in km, such as 10km") }
                cutoffMetres = value * 1000
            case "seed":
                guard let value = UInt64(words[1]) else { throw fail("seed, a whole number") }
                seed = value
            case "capacity":
                guard let value = Double(words[1]), value > 0 else {
                    throw fail("capacity above 0")
                }
                capacity = value
            case "p":
                guard let value = Int(words[1]), value > 0 else { throw fail("p from 1") }
                count = value
            default:
                throw fail("one of the keys sites, cutoff, seed, capacity, p")
            }
        }
    }

    /// The settings in one word.
    var name: String {
        "synthetic-\(sites)-\(Int(cutoffMetres / 1000))km-\(seed)"
            + (capacity.map { "-\($0)x" } ?? "")
    }

    /// Makes the instance.
    func instance() -> BenchInstance {
        var random = SplitMix64(seed: seed)
        let side = (Double(sites) * 17e6).squareRoot()
        let p = count ?? max(1, Int((Double(sites) * 8 / 30).rounded()))
        let towns = (0..<max(1, sites / 40)).map { _ in
            (x: random.unit() * side, y: random.unit() * side)
        }
        var points = PlanePoints()
        var demands: [Double] = []
        for site in 0..<sites {
            if site.isMultiple(of: 2) {
                points.append(x: random.unit() * side, y: random.unit() * side)
            } else {
                let town = towns[Int(random.next() % UInt64(towns.count))]
                points.append(
                    x: min(max(town.x + 6000 * random.normal(), 0), side),
                    y: min(max(town.y + 6000 * random.normal(), 0), side))
            }
            demands.append(min(max((120 * exp(0.8 * random.normal())).rounded(), 10), 2000))
        }
        let distances = points.costs(within: cutoffMetres, rounding: .nearest)
        var capacities: [Double] = []
        if let capacity {
            let average = capacity * demands.reduce(0, +) / Double(p)
            // A school holds its own pupils at least.
            capacities = demands.map { max($0, (average * (0.5 + random.unit())).rounded()) }
        }
        return BenchInstance(
            name: name, costs: distances.weighted(by: demands), distances: distances,
            demands: demands, capacities: capacities, count: p, isInteger: true)
    }
}

/// A small seeded generator (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0..<1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A standard normal number (Box and Muller 1958).
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }
}
