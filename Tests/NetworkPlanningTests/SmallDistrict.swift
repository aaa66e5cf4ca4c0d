import SchoolDistrict
import SpatialTypes

@testable import NetworkPlanning

/// Districts drawn as text: one letter a school, one column a kilometre, one row a kilometre.
///
/// Distances are straight lines (no roads, detour factor 1), so that a reader can check them on the drawing.
struct SmallDistrict {
    var schools: [School] = []

    /// Metres of one degree of longitude and latitude near 14.5°N on WGS 84, rounded to make kilometres of cells.
    static let degreesPerKilometre = (longitude: 1 / 107.78, latitude: 1 / 110.64)

    /// Places every letter of the map as a school of that code.
    init(_ map: String, pupilsPerGrade: Int = 5, grades: GradeSet = primary, rooms: Int? = 20) {
        for (row, line) in map.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
            for (column, letter) in line.enumerated() where letter.isLetter {
                var school = School(
                    code: String(letter), nameThai: "บ้าน\(letter)",
                    position: Self.position(column: Double(column), row: Double(row)))
                school.gradesOffered = grades
                school.rooms = rooms
                schools.append(school)
                setPupils(String(letter), perGrade: pupilsPerGrade)
            }
        }
        schools.sort { $0.code < $1.code }
    }

    static let primary = GradeSet([.k2, .k3, .p1, .p2, .p3, .p4, .p5, .p6])

    static func position(column: Double, row: Double) -> Coordinate {
        Coordinate(
            longitude: 104.5 + column * degreesPerKilometre.longitude,
            latitude: 14.6 - row * degreesPerKilometre.latitude)
    }

    /// The district of these schools, optionally with villages.
    func district(villages: [Village] = []) -> District {
        District(
            office: Office(code: "9999", nameThai: "สพป.ทดสอบ"), academicYear: 2566,
            schools: schools, villages: villages)
    }

    subscript(code: String) -> School {
        get { schools[index(code)] }
        set { schools[index(code)] = newValue }
    }

    private func index(_ code: String) -> Int { schools.firstIndex { $0.code == code } ?? 0 }

    /// Gives every grade the school offers this many pupils, classes by 30 and 40 a room.
    mutating func setPupils(_ code: String, perGrade pupils: Int) {
        guard let index = schools.firstIndex(where: { $0.code == code }) else { return }
        var counts = GradeCounts()
        for grade in (schools[index].gradesOffered ?? []).grades { counts[grade] = pupils }
        setPupils(code, counts)
    }

    /// Sets pupils by grade; classes by 30 and 40 a room.
    mutating func setPupils(_ code: String, _ pupils: GradeCounts) {
        guard let index = schools.firstIndex(where: { $0.code == code }) else { return }
        var classes = GradeCounts()
        for grade in Grade.allCases {
            classes[grade] = Baseline.sections(
                pupils[grade], CapacityRules().pupilsPerRoom(grade))
        }
        schools[index].enrolment[2566] = YearEnrolment(pupils: pupils, classes: classes)
    }

    /// A scenario of straight lines: what the drawing shows is what counts.
    static func scenario(_ objective: Objective, hubs: HubRules.Count) -> Scenario {
        var scenario = Scenario()
        scenario.objective = objective
        scenario.hubs.count = hubs
        scenario.travel.detourFactor = 1
        scenario.solver.relativeGap = 0
        return scenario
    }

    /// Plans the district without roads.
    static func plan(
        _ district: District, _ scenario: Scenario
    ) throws -> Plan {
        try PlanPipeline().plan(
            district, scenario: scenario, roads: nil,
            provenance: Provenance(
                plannerVersion: "test", libraries: [], inputs: [], coordinateNote: nil,
                roadNote: nil))
    }
}

extension Plan {
    /// The plan of one school.
    subscript(code: String) -> SchoolPlan? { schools.first { $0.school.code == code } }

    /// `A:hub B:network→A/moves_all …`, sorted by code: an answer a reader can check.
    var roleText: String {
        schools.map { school in
            var text = "\(school.school.code):\(school.role.rawValue)"
            if let hub = school.hubCode, school.role != .hub {
                text += "→\(hub)/\(school.link.rawValue)"
            }
            return text
        }.joined(separator: " ")
    }
}
