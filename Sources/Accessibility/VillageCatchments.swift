import PlanarGeometry
import SchoolDistrict
import SpatialTypes

/// Catchments where the office has none and the homes of pupils are known: each village goes with the school that most of
/// its pupils attend.
///
/// The ground nearest to a village is the village's, and the ground nearest to a school its own; a catchment is the ground of
/// a school and its villages. The catchments cover the ground without overlap and may have several parts. All are
/// flagged as built.
public enum VillageCatchments {
    /// One catchment for each school, sorted by code; empty when no village names a school of these.
    ///
    /// - Parameters:
    ///   - schools: code and position of every school.
    ///   - villages: villages with the schools of their pupils; those without one go with the ground round them.
    ///   - areas: administrative areas; the ground is those that hold a school (see `CatchmentBuilder`).
    /// - Throws: `GeometryError` when an area is so damaged that GEOS refuses it.
    public static func catchments(
        of schools: [(code: String, position: Coordinate)], villages: [Village],
        within areas: [[Polygon]]
    ) throws -> [Catchment] {
        let unique = schools.sorted { $0.code < $1.code }
        let numbers = Dictionary(
            unique.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        var sites = unique.map(\.position)
        var labels = Array(unique.indices)
        for village in villages {
            guard let owner = owner(of: village, numbers) else { continue }
            sites.append(village.position)
            labels.append(owner)
        }
        guard sites.count > unique.count else { return [] }
        return try CatchmentBuilder.joinedCells(
            of: sites, labels: labels, schools: unique, within: areas)
    }

    /// The school that most pupils of a village attend; ties go to the smaller code.
    private static func owner(of village: Village, _ numbers: [String: Int]) -> Int? {
        var pupils: [Int: Int] = [:]
        for home in village.homes {
            if let school = numbers[home.schoolCode] {
                pupils[school, default: 0] += home.pupils.total
            }
        }
        return pupils.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
