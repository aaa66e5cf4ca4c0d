import NetworkPlanning
import SchoolDistrict

/// How many schools are in each group, how the network schools are tied, and in which of the known ways pupils move.
struct PlanGroups {
    /// Schools and pupils of one way of moving.
    struct Mode {
        let mode: MoveMode
        let schools: Int
        /// Pupils taught at another school than today.
        let pupilsMoved: Int
        /// All pupils of those schools, whether they move or stay.
        let pupils: Int
    }

    let hubs: Int
    /// Network schools all of whose pupils learn at a hub, and those of which some grades do.
    let movesAll: Int
    let movesSome: Int
    /// Network schools that share resources while their pupils stay.
    let shares: Int
    /// Network schools without a hub that share out their grades.
    let pooled: Int
    /// Stand-alone schools with and without a hub to share with.
    let standAloneWithSupport: Int
    let standAloneWithoutSupport: Int
    let undecided: Int
    /// Every way of moving that the planner knows, in its order.
    let modes: [Mode]

    init(_ plan: Plan) {
        func count(_ role: Role, _ condition: (SchoolPlan) -> Bool = { _ in true }) -> Int {
            plan.schools.count { $0.role == role && condition($0) }
        }
        hubs = count(.hub)
        movesAll = count(.network) { $0.poolCode == nil && $0.link == .movesAll }
        movesSome = count(.network) { $0.poolCode == nil && $0.link == .movesSome }
        shares = count(.network) { $0.poolCode == nil && $0.link == .shares }
        pooled = count(.network) { $0.poolCode != nil }
        standAloneWithSupport = count(.standAlone) { $0.hubCode != nil }
        standAloneWithoutSupport = count(.standAlone) { $0.hubCode == nil }
        undecided = count(.undecided)
        modes = MoveMode.allCases.map { mode in
            let schools = plan.schools.filter { $0.moveMode == mode }
            return Mode(
                mode: mode, schools: schools.count,
                pupilsMoved: schools.reduce(0) { $0 + $1.pupilsMoved },
                pupils: schools.reduce(0) { $0 + $1.pupilsBefore.total })
        }
    }

    /// The network schools by how they are tied; ways that no school takes are left out.
    var networkParts: [(thai: String, english: String, count: Int)] {
        [
            ("มาเรียนรวมทั้งโรงเรียน", "whole school moves", movesAll),
            ("มาเรียนรวมบางชั้น", "some grades move", movesSome),
            ("ใช้ทรัพยากรร่วมกัน", "share resources", shares),
            ("แบ่งชั้นกันสอน", "share out grades", pooled),
        ].filter { $0.2 > 0 }
    }

    /// The stand-alone schools by whether they have a support hub; empty without stand-alone schools.
    var standAloneParts: [(thai: String, english: String, count: Int)] {
        [
            ("มีโรงเรียนพี่เลี้ยง", "with a support hub", standAloneWithSupport),
            ("ไม่มีโรงเรียนพี่เลี้ยง", "without a support hub", standAloneWithoutSupport),
        ].filter { $0.2 > 0 }
    }
}

extension SchoolPlan {
    /// Pupils enrolled here today who are taught at another school under the plan.
    var pupilsMoved: Int { pupilsBefore.total(of: movedGrades) }

    /// The schools that teach the moved grades, each with its grades; sorted by the lowest grade, then by code.
    var destinations: [(code: String, grades: GradeSet)] {
        let codes = Set(receivers.values)
        return codes.map { code in
            (code: code, grades: GradeSet(movedGrades.grades.filter { receivers[$0] == code }))
        }.filter { !$0.grades.isEmpty }.sorted {
            let (one, other) = ($0.grades.grades[0], $1.grades.grades[0])
            return one == other ? $0.code < $1.code : one < other
        }
    }
}

extension GradeSet {
    /// The grades in English, neighbours joined: `K2–P6`.
    var englishLabel: String {
        var runs: [[Grade]] = []
        for grade in grades {
            if let last = runs.last?.last, last.rawValue == grade.rawValue - 1 {
                runs[runs.count - 1].append(grade)
            } else {
                runs.append([grade])
            }
        }
        return runs.map { run in
            run.count == 1 ? run[0].code : "\(run[0].code)–\(run[run.count - 1].code)"
        }.joined(separator: ", ")
    }
}
