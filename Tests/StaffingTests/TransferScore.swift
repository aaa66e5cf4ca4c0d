import MixedIntegerProgramming
import SpatialTypes

@testable import Staffing

/// The four aims of a transfer plan, in their order: shortage met, detached transfers, mismatches, metres.
struct TransferScore: Hashable {
    var met = 0
    var detached = 0
    var mismatches = 0
    var metres = 0
}

/// A transfer problem, and its best score found a second way: four linear programmes, each holding the aims before it.
struct TransferProblem {
    var schools: [TransferSchool]
    var rules: TransferRules
    var majors: CoreMajors
    /// Whole metres from school to school; absent where there is no way.
    var metres: [[String]: Int]

    func distance(_ from: String, _ to: String) -> Metres {
        metres[[from, to]].map { Metres(Double($0)) } ?? .unreachable
    }

    func transfers() -> [TeacherTransfer] {
        TransferPlanner(schools: schools, rules: rules, majors: majors)
            .transfers(distance: distance)
    }

    // MARK: Scoring a plan, by the words of the rules

    func score(_ transfers: [TeacherTransfer]) -> TransferScore {
        var score = TransferScore()
        var matched: Set<[String]> = []
        var given: [[String]: Int] = [:]
        for transfer in transfers {
            guard let from = school(transfer.fromCode), let to = school(transfer.toCode) else {
                continue
            }
            let distance = metres[[from.code, to.code]] ?? 0
            score.met += transfer.teachers
            score.metres += distance * transfer.teachers
            if isDetached(from, to) { score.detached += transfer.teachers }
            let core = transfer.major.flatMap { majors.major(of: $0)?.id }
            if let core {
                given[[from.code, core], default: 0] += transfer.teachers
                if misses(to, core) {
                    matched.insert([to.code, core, isFar(distance) ? "far" : "near"])
                }
            }
        }
        score.mismatches = score.met - matched.count
        for (key, teachers) in given {
            guard let giver = school(key[0]) else { continue }
            if keeps(giver, key[1]), majors.counts(giver.teachersByMajor)[key[1]] == teachers {
                score.mismatches += 1
            }
        }
        return score
    }

    func school(_ code: String) -> TransferSchool? { schools.first { $0.code == code } }

    private func isFar(_ metres: Int) -> Bool { Double(metres) > rules.housingDistance.value }

    private func isInside(_ from: TransferSchool, _ to: TransferSchool) -> Bool {
        from.clusterCode != nil && from.clusterCode == to.clusterCode
    }

    private func isDetached(_ from: TransferSchool, _ to: TransferSchool) -> Bool {
        from.pupilsMoveTo.map { $0 != to.code } ?? !isInside(from, to)
    }

    func misses(_ school: TransferSchool, _ core: String) -> Bool {
        school.coreMajors.contains(core) && majors.counts(school.teachersByMajor)[core] == nil
    }

    private func keeps(_ school: TransferSchool, _ core: String) -> Bool {
        school.needed > 0 && school.coreMajors.contains(core)
            && majors.counts(school.teachersByMajor)[core] != nil
    }

    func isAllowed(_ from: TransferSchool, _ to: TransferSchool) -> Bool {
        guard let distance = metres[[from.code, to.code]] else { return false }
        if isFar(distance), (to.housingUnits ?? 0) == 0 { return false }
        return isInside(from, to)
            || (!rules.withinClustersOnly && Double(distance) <= rules.radius.value)
    }

    // MARK: The same by linear programmes

    func bestScore() throws -> TransferScore {
        var model = MixedIntegerModel(sense: .maximise)
        var met = LinearExpression()
        var detached = LinearExpression()
        var mismatches = LinearExpression()
        var length = LinearExpression()
        var leaving: [String: LinearExpression] = [:]
        var arriving: [String: LinearExpression] = [:]
        var housed: [String: LinearExpression] = [:]
        var brought: [[String]: LinearExpression] = [:]
        var given: [[String]: LinearExpression] = [:]
        for from in schools {
            for (major, teachers) in from.movableByMajor.sorted(by: { $0.key < $1.key }) {
                var used = LinearExpression()
                for to in schools where from.code != to.code && isAllowed(from, to) {
                    let x = model.addVariable(upper: Double(teachers))
                    let distance = metres[[from.code, to.code]] ?? 0
                    used.add(1, x)
                    met.add(1, x)
                    mismatches.add(1, x)
                    length.add(Double(distance), x)
                    if isDetached(from, to) { detached.add(1, x) }
                    leaving[from.code, default: LinearExpression()].add(1, x)
                    arriving[to.code, default: LinearExpression()].add(1, x)
                    if isFar(distance) { housed[to.code, default: LinearExpression()].add(1, x) }
                    guard let core = majors.major(of: major)?.id else { continue }
                    given[[from.code, core], default: LinearExpression()].add(1, x)
                    if misses(to, core) {
                        let key = [to.code, core, isFar(distance) ? "far" : "near"]
                        brought[key, default: LinearExpression()].add(1, x)
                    }
                }
                model.addRow(upper: Double(teachers), terms: used.terms)
            }
        }
        for school in schools {
            if let sum = leaving[school.code] {
                model.addRow(upper: Double(school.surplus), terms: sum.terms)
            }
            if let sum = arriving[school.code] {
                model.addRow(upper: Double(school.shortage), terms: sum.terms)
            }
            if let sum = housed[school.code] {
                model.addRow(upper: Double(school.housingUnits ?? 0), terms: sum.terms)
            }
        }
        for key in brought.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let match = model.addVariable(upper: 1)
            var row = brought[key] ?? LinearExpression()
            row.add(-1, match)
            model.addRow(lower: 0, terms: row.terms)
            mismatches.add(-1, match)
        }
        for key in given.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard let giver = school(key[0]), keeps(giver, key[1]) else { continue }
            let lost = model.addVariable()
            var row = given[key] ?? LinearExpression()
            row.add(-1, lost)
            let held = majors.counts(giver.teachersByMajor)[key[1]] ?? 0
            model.addRow(upper: Double(held - 1), terms: row.terms)
            mismatches.add(1, lost)
        }
        var score = TransferScore()
        func solve(_ sense: ObjectiveSense, _ aim: LinearExpression) throws -> Int {
            guard !aim.terms.isEmpty else { return 0 }
            model.setObjective(sense, aim)
            let best = try HiGHSSolver().solve(model).objective ?? .nan
            let isMost = sense == .maximise
            model.addRow(
                lower: isMost ? best.rounded() : -.infinity,
                upper: isMost ? .infinity : best.rounded(), terms: aim.terms)
            return Int(best.rounded())
        }
        score.met = try solve(.maximise, met)
        score.detached = try solve(.minimise, detached)
        score.mismatches = try solve(.minimise, mismatches)
        score.metres = try solve(.minimise, length)
        return score
    }
}
