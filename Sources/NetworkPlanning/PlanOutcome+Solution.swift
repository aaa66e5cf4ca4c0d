import FacilityLocation
import SchoolDistrict

extension PlanOutcome.Status {
    init(_ status: LocationSolution.Status) {
        switch status {
        case .optimal: self = .optimal
        case .feasible: self = .feasible
        case .infeasible: self = .infeasible
        case .noIncumbent: self = .noPlan
        }
    }
}

extension PlanOutcome.Stage {
    init(_ stage: StageResult, scenario: Scenario) {
        let texts: (thai: String, english: String, unit: String) =
            switch stage.objective {
            case .minimiseOpenSites: ("จำนวนโรงเรียนคุณภาพน้อยที่สุด", "Fewest hubs", "hubs")
            case .maximiseCoveredWeight:
                ("นักเรียนในระยะที่กำหนดมากที่สุด", "Most pupils covered", "pupils")
            case .maximiseBackupWeight:
                (
                    "นักเรียนที่มีโรงเรียนคุณภาพในระยะสองแห่งขึ้นไปมากที่สุด",
                    "Most pupils covered by two hubs", "pupils"
                )
            case .minimiseWorstDistance:
                ("ระยะทางไกลที่สุดให้สั้นที่สุด", "Shortest worst distance", "kilometres")
            case .minimiseCost where scenario.objective == .minimumCost:
                ("ค่าใช้จ่ายต่อปีต่ำที่สุด", "Least yearly cost", "baht_per_year")
            case .minimiseCost where scenario.objective == .balanced:
                (
                    "ค่าใช้จ่ายต่อปีรวมน้ำหนักระยะทางและครูขาด ต่ำที่สุด",
                    "Least yearly cost with the weights of distance and missing teachers",
                    "baht_per_year_with_weights"
                )
            case .minimiseCost:
                (
                    "คน-กิโลเมตรถึงโรงเรียนคุณภาพ รวมค่าปรับเมื่อไม่มาเรียนรวมหรืออยู่ลำพัง น้อยที่สุด",
                    "Least pupil-kilometres to hubs, with the penalties for sharing and standing alone",
                    "pupil_km_with_penalties"
                )
            }
        self.init(
            nameThai: texts.thai, nameEnglish: texts.english, unit: texts.unit,
            objective: stage.value, bound: stage.bound, relativeGap: stage.relativeGap)
    }
}
