import Projections
import SpatialTypes

extension DatumDoctor {
    /// The schools that have a place, with what the witnesses say of it and of the places it may have been meant for.
    func candidates(_ rows: [SchoolRow]) -> [Candidate] {
        let placed = rows.compactMap { row in row.position.map { (row, $0) } }
        let shifted = placed.map { shifts(of: $0.1) }
        let apart = zip(placed, shifted).map { pair, others -> Coordinate? in
            guard others.count == Mistake.allCases.count else { return nil }
            let (first, second) = (others[0].place, others[1].place)
            return Coordinate(
                longitude: pair.1.longitude + first.longitude - second.longitude,
                latitude: pair.1.latitude + first.latitude - second.latitude)
        }
        let places = placed.indices.flatMap { index in
            [placed[index].1] + shifted[index].map(\.place) + [apart[index]].compactMap(\.self)
        }
        let roads = graph.map { graph in
            graph.snap(places, rule: PlaceChecks.anyRoad).map { $0?.offRoad.value }
        }
        let around = graph.map { RoadsAround($0, near: places) }
        let allVillages = NearestPlaces(villages.values.flatMap(\.self))
        var next = 0
        return placed.indices.map { index in
            let (pair, others) = (placed[index], shifted[index])
            let own = ground.subdistricts(pair.0.subdistrict, district: pair.0.district)
            let key = ThaiName.coreKey(pair.0.name)
            func evidence(_ place: Coordinate) -> Evidence {
                defer { next += 1 }
                return Evidence(
                    isInside: own.isEmpty ? nil : ground.isInside(place, own),
                    isInCatchment: isInCatchment(pair.0.code, place),
                    road: roads.map { $0[next] ?? 2_000 },
                    // A village of the same name in another corner says nothing, and no more does a school.
                    village: Self.metres(from: place, to: villages[key]),
                    anyVillage: allVillages.metres(from: place),
                    roadsAround: around?.kilometres(round: place) ?? [],
                    mapped: Self.metres(from: place, to: mapped[key]))
            }
            let read = evidence(pair.1)
            return Candidate(
                row: pair.0, position: pair.1, read: read,
                shifted: others.map { ($0.mistake, $0.place, evidence($0.place)) },
                apart: apart[index].map(evidence))
        }
    }

    /// Metres to the nearest of some places; `nil` when it is more than 2 km away.
    private static func metres(from place: Coordinate, to others: [Coordinate]?) -> Double? {
        let plane = FlatEarth(at: place)
        let nearest = (others ?? []).map { other in
            let (x, y) = plane.metres(other)
            return (x * x + y * y).squareRoot()
        }.min()
        return nearest.flatMap { $0 < NearestPlaces.reach ? $0 : nil }
    }

    /// The place as it would be had each mistake been made.
    private func shifts(of place: Coordinate) -> [(mistake: Mistake, place: Coordinate)] {
        Mistake.allCases.compactMap { mistake in
            corrected(place, of: mistake).map { (mistake, $0) }
        }
    }

    /// The position that was meant where a mistake gave this one.
    func corrected(_ place: Coordinate, of mistake: Mistake) -> Coordinate? {
        let zone = place.longitude < 102 ? "47" : "48"
        switch mistake {
        case .geographic:
            return frame.coordinate(x: place.longitude, y: place.latitude, crs: "EPSG:4240")
        case .projected:
            return frame.numbers(of: place, crs: "EPSG:326\(zone)").flatMap {
                frame.coordinate(x: $0.x, y: $0.y, crs: "EPSG:240\(zone)")
            }
        case .operation:
            return frame.numbers(of: place, crs: "EPSG:4240", operation: "EPSG:1812").flatMap {
                frame.coordinate(x: $0.x, y: $0.y, crs: "EPSG:4240")
            }
        }
    }
}

/// Finds the nearest of many places.
struct NearestPlaces {
    /// Nothing further away than this is looked for, metres.
    static let reach = 2_000.0
    private static let cellDegrees = 0.02

    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    private let cells: [Cell: [Coordinate]]

    init(_ places: [Coordinate]) {
        cells = Dictionary(grouping: places, by: Self.cell)
    }

    /// Metres to the nearest place, the reach where none is within it; `nil` when there are no places at all.
    func metres(from place: Coordinate) -> Double? {
        guard !cells.isEmpty else { return nil }
        let plane = FlatEarth(at: place)
        let middle = Self.cell(place)
        var best = Self.reach * Self.reach
        for dx in -1...1 {
            for dy in -1...1 {
                let cell = Cell(column: middle.column + dx, row: middle.row + dy)
                for other in cells[cell] ?? [] {
                    let (x, y) = plane.metres(other)
                    best = min(best, x * x + y * y)
                }
            }
        }
        return best.squareRoot()
    }

    private static func cell(_ place: Coordinate) -> Cell {
        Cell(
            column: Int((place.longitude / cellDegrees).rounded(.down)),
            row: Int((place.latitude / cellDegrees).rounded(.down)))
    }
}
