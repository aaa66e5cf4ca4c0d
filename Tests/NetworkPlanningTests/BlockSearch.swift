import Accessibility
import SchoolDistrict
import SpatialTypes

@testable import NetworkPlanning

/// The least cost of a small district with grade blocks, pools, posts, missing teachers and homes, by trying everything.
///
/// Its arithmetic is its own: norms, sections, rooms, subsidies and weights are written out here from DOMAIN and DESIGN,
/// and none of the planner's model code is used.
struct BlockSearch {
    let baseline: Baseline
    let scenario: Scenario
    let travel: TravelTable

    private var n: Int { baseline.entries.count }
    private var rates: CostTable { scenario.costs }

    /// Pupils of one school who are taught at one place.
    private struct Move {
        var school: Int
        var grades: GradeSet
    }

    /// The least objective over all hub sets, links, block moves and pools; `nil` when nothing is feasible.
    func best() -> Double? {
        var best: Double?
        for mask in 0..<(1 << n) {
            let hubs = (0..<n).filter { mask & (1 << $0) != 0 }
            guard hubs.allSatisfy({ baseline.entries[$0].pupils.total >= 1 }),
                countIsAllowed(hubs.count)
            else { continue }
            search(
                (0..<n).filter { !hubs.contains($0) }, hubs: hubs, cost: 0, moves: [:],
                best: &best)
        }
        return best
    }

    private func countIsAllowed(_ count: Int) -> Bool {
        switch scenario.hubs.count {
        case .free, .onePer: true
        case .exactly(let p): count == p
        case .atMost(let p): count <= p
        }
    }

    private func search(
        _ left: [Int], hubs: [Int], cost: Double, moves: [Int: [Move]], best: inout Double?
    ) {
        guard let i = left.first else {
            var total = cost
            for hub in hubs {
                guard let more = hubCost(hub, moves[hub] ?? []) else { return }
                total += more
            }
            if total < best ?? .infinity { best = total }
            return
        }
        let rest = Array(left.dropFirst())
        search(
            rest, hubs: hubs, cost: cost + stay(i) + rates.standAlonePerYear.baht, moves: moves,
            best: &best)
        for hub in hubs {
            if km(i, hub) <= scenario.travel.shareRadius.kilometres {
                search(
                    rest, hubs: hubs,
                    cost: cost + stay(i) + km(i, hub) * rates.sharePerKilometreYear.baht,
                    moves: moves, best: &best)
            }
            for grades in movable(i, hub) {
                var more = moves
                more[hub, default: []].append(Move(school: i, grades: grades))
                search(
                    rest, hubs: hubs, cost: cost + moveCost(i, hub, grades), moves: more,
                    best: &best)
            }
        }
        guard scenario.moves.pooling.isAllowed else { return }
        for partners in subsets(of: rest)
        where !partners.isEmpty && partners.count < scenario.moves.pooling.maximumSchools {
            guard let pool = poolCost([i] + partners) else { continue }
            search(
                rest.filter { !partners.contains($0) }, hubs: hubs, cost: cost + pool,
                moves: moves, best: &best)
        }
    }

    private func subsets(of items: [Int]) -> [[Int]] {
        (0..<(1 << items.count)).map { mask in
            items.indices.filter { mask & (1 << $0) != 0 }.map { items[$0] }
        }
    }

    private func km(_ i: Int, _ j: Int) -> Double {
        travel.schoolDistance(from: i, to: j).kilometres
    }

    // MARK: Rules

    private func isSmallAndFree(_ i: Int) -> Bool {
        let entry = baseline.entries[i]
        return entry.school.statuses.isEmpty
            && entry.pupils.total <= scenario.moves.maximumPupils
    }

    private func mayTeach(_ grades: GradeSet, from i: Int, at j: Int) -> Bool {
        let offered = baseline.entries[j].gradesOffered.union(scenario.moves.gradesHubMayOpen)
        guard grades.isSubset(of: offered) else { return false }
        for home in baseline.entries[i].homes {
            let way = travel.homeDistance(from: home.village, to: j).kilometres
            for grade in grades.grades where home.pupils[grade] > 0 {
                if way > scenario.travel.hardMaximum.kilometres { return false }
                if let young = scenario.travel.youngMaximum, grade <= .p3, way > young.kilometres {
                    return false
                }
            }
        }
        return true
    }

    /// Every set of grades that may move: unions of blocks that may, and the whole school.
    private func movable(_ i: Int, _ j: Int) -> [GradeSet] {
        let entry = baseline.entries[i]
        guard isSmallAndFree(i), km(i, j) <= scenario.travel.mergeRadius.kilometres else {
            return []
        }
        let all = entry.pupils.grades
        var sets = Set<GradeSet>()
        let blocks = scenario.moves.blocks.map { $0.intersection(all) }.filter { !$0.isEmpty }
        for mask in 1..<max(1, 1 << blocks.count) {
            let chosen = blocks.indices.filter { mask & (1 << $0) != 0 }
            guard chosen.allSatisfy({ mayTeach(blocks[$0], from: i, at: j) }) else { continue }
            let union = chosen.reduce(GradeSet()) { $0.union(blocks[$1]) }
            if union != all { sets.insert(union) }
        }
        if scenario.moves.wholeSchool, mayTeach(all, from: i, at: j) { sets.insert(all) }
        return sets.sorted { $0.rawValue < $1.rawValue }
    }

    // MARK: Money

    private func teachers(_ pupils: GradeCounts, _ classes: GradeCounts) -> Int {
        guard pupils.total > 0 else { return 0 }
        if scenario.staffing.pricedNorm == "one-per-class" { return classes.total }
        if scenario.staffing.pricedNorm == "tepc-w23-2563" { return teachersByHours(pupils) }
        if pupils.total <= 120 { return (pupils.total + 19) / 20 }
        var hundredths = 0
        for grade in Grade.allCases where pupils[grade] > 0 {
            let cap = grade <= .k3 ? 30 : 40
            let rooms = max(1, pupils[grade] / cap + (pupils[grade] % cap >= 10 ? 1 : 0))
            // Twice a hundredth of a teacher each: (rooms·cap/25 + pupils/25)/2 = 2·(rooms·cap + pupils)/100.
            hundredths += grade >= .m1 ? rooms * 200 : 2 * (rooms * cap + pupils[grade])
        }
        return (hundredths + 50) / 100
    }

    /// ว 23/2563 as the norm file reads it: steps below 120 pupils, then weekly hours over 20, less what heads teach.
    private func teachersByHours(_ pupils: GradeCounts) -> Int {
        switch pupils.total {
        case ...40: return (pupils.total + 9) / 10
        case ...80: return 6
        case ...119: return 8
        default: break
        }
        // In quarters of a teacher: 25 or 30 hours a room are 5 or 6; 5 + 10 · deputies hours of heads are 3, 5, 7, 9.
        var quarters = 0
        for grade in Grade.allCases where pupils[grade] > 0 {
            let cap = grade <= .k3 ? 30 : 40
            let rooms = max(1, pupils[grade] / cap + (pupils[grade] % cap >= 10 ? 1 : 0))
            quarters += rooms * (grade >= .m1 ? 6 : 5)
        }
        switch pupils.total {
        case ...719: quarters -= 3
        case ...1_079: quarters -= 5
        case ...1_679: quarters -= 7
        default: quarters -= 9
        }
        return (quarters + 2) / 4
    }

    private func administrators(_ pupils: Int) -> Int {
        switch pupils {
        case 0: 0
        case ...359: 1
        case ...719: 2
        case ...1_079: 3
        case ...1_679: 4
        default: 5
        }
    }

    private func staff(_ pupils: GradeCounts, _ classes: GradeCounts, inPost: Int?) -> Double {
        let posts = teachers(pupils, classes)
        var cost = Double(posts) * rates.teacherPerYear.baht
        if scenario.staffing.pricesAdministrators {
            // Whatever norm teachers are priced by, heads follow the leading one: that of 2545.
            cost += Double(administrators(pupils.total)) * rates.administratorPerYear.baht
        }
        if scenario.objective == .balanced, let inPost {
            cost += Double(max(0, posts - inPost)) * rates.missingTeacherPerYear.baht
        }
        return cost
    }

    private func own(_ i: Int, _ grades: GradeSet) -> (GradeCounts, GradeCounts) {
        let entry = baseline.entries[i]
        return (entry.pupils.only(grades), entry.classes.only(grades))
    }

    private func stay(_ i: Int) -> Double {
        let entry = baseline.entries[i]
        return staff(entry.pupils, entry.classes, inPost: entry.school.staff?.teachers)
    }

    private func journey(_ i: Int, _ j: Int, _ grades: GradeSet) -> Double {
        let entry = baseline.entries[i]
        var cost =
            Double(entry.pupils.total(of: grades)) * 200 * rates.subsidyPerPupilDay.baht
        if scenario.objective == .balanced {
            for home in entry.homes {
                let pupils = Double(home.pupils.total(of: grades))
                let isOver = { (place: Int) in
                    travel.homeDistance(from: home.village, to: place).kilometres > 3
                }
                cost += pupils * rates.overLimitPupilPerYear.baht * (isOver(j) ? 1 : 0)
                cost -= pupils * rates.overLimitPupilPerYear.baht * (isOver(i) ? 1 : 0)
            }
        }
        return cost
    }

    private func moveCost(_ i: Int, _ j: Int, _ grades: GradeSet) -> Double {
        let entry = baseline.entries[i]
        let staying = entry.pupils.grades.subtracting(grades)
        let (pupils, classes) = own(i, staying)
        var cost = staff(pupils, classes, inPost: entry.school.staff?.teachers)
        cost += journey(i, j, grades)
        if entry.pupils.total <= 120 {
            cost += Double(entry.pupils.total(of: grades)) * rates.smallSchoolTopUpPerPupil.baht
        }
        return cost + (staying.isEmpty ? 0 : rates.splitSchoolPerYear.baht)
    }

    private func sections(
        _ pupils: GradeCounts, keeping classes: GradeCounts
    ) -> GradeCounts {
        var result = classes
        for grade in Grade.allCases {
            let size = grade <= .k3 ? 30 : 40
            result[grade] = max(classes[grade], (pupils[grade] + size - 1) / size)
        }
        return result
    }

    private func roomsToday(_ j: Int) -> Int {
        let entry = baseline.entries[j]
        let today = sections(entry.pupils, keeping: entry.classes).total
        return max(entry.school.rooms ?? (entry.classes.total + 4), today)
    }

    /// A hub with its own pupils and all who arrive; `nil` where rooms do not suffice.
    private func hubCost(_ hub: Int, _ moves: [Move]) -> Double? {
        let entry = baseline.entries[hub]
        var pupils = entry.pupils
        var inPost = entry.school.staff?.teachers
        for move in moves {
            let sender = baseline.entries[move.school]
            pupils += sender.pupils.only(move.grades)
            let (rest, restClasses) = own(
                move.school, sender.pupils.grades.subtracting(move.grades))
            let needed = teachers(sender.pupils, sender.classes)
            let brought = max(
                0, (sender.school.staff?.teachers ?? needed) - teachers(rest, restClasses))
            inPost = inPost.map { $0 + brought }
        }
        let classes = sections(pupils, keeping: entry.classes)
        let extra = max(0, classes.total - roomsToday(hub))
        let most = scenario.capacity.roomsMayBeAdded ? scenario.capacity.maximumAddedRooms : 0
        guard extra <= most else { return nil }
        let opened = pupils.grades.subtracting(entry.gradesOffered).grades.count
        return rates.hubPerYear.baht + staff(pupils, classes, inPost: inPost)
            + Double(extra) * rates.addedRoomPerYear.baht
            + Double(opened) * rates.openGradePerYear.baht
    }

    /// The cheapest way for schools to share out their blocks among themselves; `nil` where none is allowed.
    private func poolCost(_ members: [Int]) -> Double? {
        let rules = scenario.moves.pooling
        for i in members {
            guard isSmallAndFree(i), !baseline.entries[i].pupils.isEmpty else { return nil }
            guard members.allSatisfy({ km(i, $0) <= rules.radius.kilometres }) else { return nil }
        }
        let all = members.reduce(GradeSet()) { $0.union(baseline.entries[$1].pupils.grades) }
        let blocks = rules.blocks.map { $0.intersection(all) }.filter { !$0.isEmpty }
        var best: Double?
        var teachersOf = [Int](repeating: 0, count: blocks.count)
        func assign(_ position: Int) {
            guard position == blocks.count else {
                for member in members {
                    teachersOf[position] = member
                    assign(position + 1)
                }
                return
            }
            guard Set(teachersOf).count == members.count else { return }
            if let cost = poolCost(members, blocks, teachersOf), cost < best ?? .infinity {
                best = cost
            }
        }
        assign(0)
        return best
    }

    private func poolCost(_ members: [Int], _ blocks: [GradeSet], _ teachersOf: [Int]) -> Double? {
        var cost = Double(members.count) * rates.poolSchoolPerYear.baht
        var posts = 0
        var inPost: Int? = 0
        for j in members {
            let entry = baseline.entries[j]
            let shared = blocks.reduce(GradeSet()) { $0.union($1) }
            var pupils = entry.pupils.only(entry.pupils.grades.subtracting(shared))
            for (block, teacher) in zip(blocks, teachersOf) {
                let offered = baseline.entries[teacher].gradesOffered
                guard block.isSubset(of: offered.union(scenario.moves.gradesHubMayOpen)) else {
                    return nil
                }
                let moving = block.intersection(entry.pupils.grades)
                if teacher == j {
                    for i in members { pupils += baseline.entries[i].pupils.only(block) }
                } else if !moving.isEmpty {
                    guard mayTeach(moving, from: j, at: teacher) else { return nil }
                    cost += journey(j, teacher, moving)
                }
            }
            let classes = sections(pupils, keeping: entry.classes.only(pupils.grades))
            guard classes.total <= roomsToday(j) else { return nil }
            cost += staff(pupils, classes, inPost: nil)
            posts += teachers(pupils, classes)
            inPost = inPost.flatMap { sum in entry.school.staff.map { sum + $0.teachers } }
            let opened = pupils.grades.subtracting(entry.gradesOffered).grades.count
            cost += Double(opened) * rates.openGradePerYear.baht
            if entry.pupils.total <= 120, pupils.total > 120 {
                cost += Double(entry.pupils.total) * rates.smallSchoolTopUpPerPupil.baht
            }
        }
        if scenario.objective == .balanced, let inPost {
            cost += Double(max(0, posts - inPost)) * rates.missingTeacherPerYear.baht
        }
        return cost
    }
}
