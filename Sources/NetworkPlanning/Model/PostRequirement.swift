import FacilityLocation
import SchoolDistrict
import Staffing

extension SiteRequirement {
    /// A norm's rule as the requirement of every open site; module classes are grades.
    ///
    /// - Parameters:
    ///   - rule: the posts.
    ///   - costPerPost: baht a post and year.
    ///   - costPerMissing: baht a missing post and year.
    ///   - countsMissing: whether missing posts count, by site.
    ///   - supplies: the teachers each option brings along.
    init(
        name: String, rule: PostRule, costPerPost: Double, costPerMissing: Double = 0,
        countsMissing: [Bool] = [], supplies: [Double] = []
    ) {
        self.init(
            name: name,
            bands: rule.bands.map { band in
                RequirementBand(
                    upTo: band.upToPupils.map(Double.init) ?? .infinity,
                    parts: band.parts.map(RequirementPart.init))
            },
            costPerUnit: costPerPost, costPerUnitMissing: costPerMissing,
            countsMissing: countsMissing, supplies: supplies)
    }
}

extension RequirementPart {
    fileprivate init(_ part: PostRule.Part) {
        self.init(
            constant: part.constant,
            terms: part.terms.sorted { $0.key < $1.key }.map { grade, term in
                RequirementTerm(
                    moduleClass: grade.rawValue, perLoad: term.perPupil, perModule: term.perClass,
                    perGroup: term.perRoom, groupSize: Double(term.roomSize),
                    groupRemainder: Double(term.roomRemainder))
            },
            rounding: part.rounding == .up ? .up : .halfUp)
    }
}
