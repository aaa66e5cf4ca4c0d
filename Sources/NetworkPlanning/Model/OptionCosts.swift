import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// What every choice costs: in baht a year by heading, and in the unit of the objective.
///
/// Teachers are posts by the priced norm, administrators by the leading norm, on the pupils and classes that a school has
/// after the choice; nothing here is rounded but the posts themselves.
struct OptionCosts {
    let scenario: Scenario
    let baseline: Baseline
    let travel: TravelTable
    /// Whose teacher posts are paid for.
    let norm: StaffingNorm
    /// Whose directors and deputies are paid for: the leading norm, since a teacher a class says nothing of heads.
    let administratorNorm: StaffingNorm
    /// The hub score of each school, 0…100; `nil` where no part is recorded.
    let scores: [Double?]

    private var rates: CostTable { scenario.costs }
    /// Whether over-limit pupils and missing teachers are priced.
    private var isBalanced: Bool { scenario.objective == .balanced }

    /// Whether the priced norm is exactly one teacher for every class as taught.
    var paysBySection: Bool {
        let bands = norm.teacherRule.bands
        guard bands.count == 1, bands[0].parts.count == 1 else { return false }
        let part = bands[0].parts[0]
        return part.constant == 0
            && Grade.allCases.allSatisfy { grade in
                guard let term = part.terms[grade] else { return false }
                return term.perClass == 1 && term.perPupil == 0 && term.perRoom == 0
            }
    }

    /// Teachers in post, those who retire taken off where the scenario says so; `nil` without a staff record.
    func teachersInPost(_ i: Int) -> Int? {
        baseline.entries[i].school.staff.map { staff in
            staff.teachers - (scenario.staffing.discountsRetirements ? staff.retiring : 0)
        }
    }

    /// Teachers who come along with the pupils of some grades: those whom the pupils who stay do not need.
    ///
    /// A school without a staff record brings as many as its pupils take away, no more and no fewer.
    func teachersBrought(_ grades: GradeSet, from i: Int) -> Double {
        let entry = baseline.entries[i]
        let staying = entry.pupils.grades.subtracting(grades)
        func posts(_ grades: GradeSet) -> Int {
            norm.teacherRule.posts(
                pupils: entry.pupils.only(grades), classes: entry.classes.only(grades))
        }
        let inPost = teachersInPost(i) ?? posts(entry.pupils.grades)
        return Double(max(0, inPost - posts(staying)))
    }

    // MARK: In the unit of the objective

    /// Opening a hub, what it teaches aside.
    func openingCost(_ i: Int) -> Double {
        scenario.objective.isMoney ? hub(i).total : 0
    }

    /// Moving the pupils of some grades to a hub.
    ///
    /// p-median: pupil-kilometres of those who move; those who stay count as sharing, and a split is penalised.
    func cost(moving grades: GradeSet, over pair: AdmissiblePairs.Pair) -> Double {
        let entry = baseline.entries[pair.school]
        if scenario.objective.isMoney {
            return expenses(moving: grades, from: pair.school, to: pair.hub).total
        }
        let km = pair.distance.kilometres
        if entry.pupils.isEmpty { return km }
        let moving = Double(entry.pupils.total(of: grades))
        let staying = Double(entry.pupils.total) - moving
        guard staying > 0 else { return moving * km }
        let rules = scenario.moves
        return moving * km
            + staying * (km + rules.shareInsteadOfMovePenalty.kilometres)
            + (moving + staying) * rules.splitPenalty.kilometres
    }

    /// Sharing with a hub; the pupils and their sections stay.
    func cost(sharing pair: AdmissiblePairs.Pair, couldMove: Bool) -> Double {
        if scenario.objective.isMoney {
            return expenses(sharing: pair.school, with: pair.hub).total
        }
        let penalty = couldMove ? scenario.moves.shareInsteadOfMovePenalty.kilometres : 0
        return weight(pair.school) * (pair.distance.kilometres + penalty)
    }

    /// Standing alone; free of penalty when no hub could ever be reached.
    func cost(standingAlone i: Int, hasHubInReach: Bool) -> Double {
        if scenario.objective.isMoney { return expenses(standingAlone: i).total }
        return hasHubInReach ? weight(i) * scenario.moves.standAlonePenalty.kilometres : 0
    }

    private func weight(_ i: Int) -> Double { Double(max(1, baseline.entries[i].pupils.total)) }

    // MARK: In baht a year

    /// Running a hub, what it teaches aside.
    func hub(_ i: Int) -> Expenses {
        var expenses = Expenses()
        expenses.add(.hubs, 1, at: rates.hubPerYear.baht)
        if let score = scores[i], rates.scorePointPerYear.baht > 0 {
            expenses.add(.score, 100 - score, at: rates.scorePointPerYear.baht)
        }
        return expenses
    }

    /// What a school's own teaching costs with its pupils of some grades, as today or after others have left.
    func teaching(_ grades: GradeSet, at i: Int) -> Expenses {
        let entry = baseline.entries[i]
        return staffing(
            pupils: entry.pupils.only(grades), classes: entry.classes.only(grades),
            teachersInPost: teachersInPost(i).map(Double.init))
    }

    /// Posts of a school, and what is missing of them where that is priced.
    func staffing(
        pupils: GradeCounts, classes: GradeCounts, teachersInPost: Double?
    ) -> Expenses {
        var expenses = Expenses()
        let posts = norm.teacherRule.posts(pupils: pupils, classes: classes)
        expenses.add(.teachers, Double(posts), at: rates.teacherPerYear.baht)
        if scenario.staffing.pricesAdministrators {
            expenses.add(
                .administrators,
                Double(administratorNorm.administratorRule.posts(pupils: pupils, classes: classes)),
                at: rates.administratorPerYear.baht)
        }
        if isBalanced, let teachersInPost {
            expenses.add(
                .missingTeachers, max(0, Double(posts) - teachersInPost),
                at: rates.missingTeacherPerYear.baht)
        }
        return expenses
    }

    /// Moving the pupils of some grades from school `i` to `j`; the receiver's sections are counted there.
    func expenses(moving grades: GradeSet, from i: Int, to j: Int) -> Expenses {
        let entry = baseline.entries[i]
        let staying = entry.pupils.grades.subtracting(grades)
        var expenses = teaching(staying, at: i)
        expenses += journey(of: grades, from: i, to: j)
        if entry.pupils.total <= CostTable.smallSchoolPupils {
            expenses.add(
                .lostTopUp, Double(entry.pupils.total(of: grades)),
                at: rates.smallSchoolTopUpPerPupil.baht)
        }
        if !staying.isEmpty { expenses.add(.split, 1, at: rates.splitSchoolPerYear.baht) }
        return expenses
    }

    /// Travel support of pupils who learn at `j` instead of `i`, and the price of those newly over the limit.
    func journey(of grades: GradeSet, from i: Int, to j: Int) -> Expenses {
        let entry = baseline.entries[i]
        let moving = entry.pupils.total(of: grades)
        var expenses = Expenses()
        expenses.add(.transport, Double(moving), baht: transport(of: grades, from: i, to: j))
        if isBalanced {
            expenses.add(
                .overLimit, Double(overLimitAdded(grades, from: i, to: j)),
                at: rates.overLimitPupilPerYear.baht)
        }
        return expenses
    }

    /// Sharing with a hub.
    func expenses(sharing i: Int, with j: Int) -> Expenses {
        var expenses = teaching(baseline.entries[i].pupils.grades, at: i)
        expenses.add(
            .sharing, travel.schoolDistance(from: i, to: j).kilometres,
            at: rates.sharePerKilometreYear.baht)
        return expenses
    }

    /// Being made good without any hub to share with.
    func expenses(standingAlone i: Int) -> Expenses {
        var expenses = teaching(baseline.entries[i].pupils.grades, at: i)
        expenses.add(.standAlone, 1, at: rates.standAlonePerYear.baht)
        return expenses
    }

    /// Travel support a year: the flat rate for everyone who moves, or by distance band.
    ///
    /// Bands go by home → school; pupils whose home is unknown go by school → school.
    private func transport(of grades: GradeSet, from i: Int, to j: Int) -> Double {
        let entry = baseline.entries[i]
        let days = Double(rates.schoolDays)
        var left = entry.pupils.total(of: grades)
        guard !rates.subsidyBands.isEmpty else {
            return Double(left) * days * rates.subsidyPerPupilDay.baht
        }
        var sum = 0.0
        for home in entry.homes {
            let pupils = home.pupils.total(of: grades)
            left -= pupils
            sum +=
                Double(pupils) * days
                * rates.subsidyPerDay(travel.homeDistance(from: home.village, to: j))
        }
        return sum + Double(left) * days
            * rates.subsidyPerDay(travel.schoolDistance(from: i, to: j))
    }

    /// Pupils with known homes who come to live beyond the indicator limit less those who no longer do.
    func overLimitAdded(_ grades: GradeSet, from i: Int, to j: Int) -> Int {
        let limit = scenario.travel.indicatorLimit
        var added = 0
        for home in baseline.entries[i].homes {
            let pupils = home.pupils.total(of: grades)
            // Who cannot be reached by road is counted apart, as in the indicator.
            let before = travel.homeDistance(from: home.village, to: i)
            let after = travel.homeDistance(from: home.village, to: j)
            if after.isReachable, after > limit { added += pupils }
            if before.isReachable, before > limit { added -= pupils }
        }
        return added
    }
}

extension CostTable {
    /// A small school has at most this many pupils (DOMAIN 2.2).
    static let smallSchoolPupils = 120

    /// Travel support of a pupil who lives so far away, baht a school day.
    func subsidyPerDay(_ distance: Metres) -> Double {
        let band = subsidyBands.first { band in band.upTo.map { distance <= $0 } ?? true }
        return band?.baht ?? subsidyPerPupilDay.baht
    }
}
