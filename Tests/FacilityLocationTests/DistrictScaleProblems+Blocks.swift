import FacilityLocation

extension DistrictScaleProblems {
    /// Kindergarten, lower and upper primary, secondary: what moves together.
    static let blocks: [Range<Int>] = [0..<2, 2..<5, 5..<8, 8..<14]

    private static let sectionCost = 400_000.0
    private static let directorCost = 500_000.0

    /// Baht per year where grade blocks move one by one: sections, teachers by a norm with a table
    /// for small schools, administrators with jumps, transport, and a penalty for split schools.
    static func gradeBlocks(
        schools: Int = 209, radius: Double = 6, openCount: OpenCount = .any, seed: UInt64
    ) -> LocationProblem {
        let district = district(schools: schools, seed: seed)
        var options: [AllocationOption] = []
        var supplies: [Double] = []
        func add(_ option: AllocationOption, teachers: Double = 0) {
            options.append(option)
            supplies.append(teachers)
        }
        for school in 0..<schools {
            let pupils = district.pupils[school]
            let total = pupils.reduce(0, +)
            let teachers = (total / 18).rounded()
            let alone = standing(pupils)
            add(AllocationOption(client: school, site: nil, cost: alone + 90_000))
            add(
                AllocationOption(client: school, site: school, cost: 0, loads: loads(pupils)),
                teachers: teachers)
            let near = district.neighbours[school].filter {
                district.distances[school][$0] <= radius
            }
            let mine = blocks.filter { block in block.contains { pupils[$0] > 0 } }
            for other in near {
                let distance = district.distances[school][other]
                for subset in 1..<(1 << mine.count) {
                    let moved = mine.indices.filter { subset >> $0 & 1 == 1 }.flatMap { mine[$0] }
                    guard moved.allSatisfy({ pupils[$0] == 0 || district.pupils[other][$0] > 0 })
                    else { continue }
                    let moving = pupils.indices.map { moved.contains($0) ? pupils[$0] : 0 }
                    let staying = zip(pupils, moving).map { $0 - $1 }
                    let isSplit = staying.contains { $0 > 0 }
                    let count = moving.reduce(0, +)
                    add(
                        AllocationOption(
                            client: school, site: other,
                            cost: count * distance * 1_600 + (isSplit ? 50_000 : 0)
                                + (isSplit ? standing(staying) : 0),
                            loads: loads(moving)),
                        teachers: (teachers * count / total).rounded(.down))
                }
            }
            for other in near.prefix(20) {
                add(
                    AllocationOption(
                        client: school, site: other,
                        cost: alone + 4_000 * district.distances[school][other]))
            }
        }
        return LocationProblem(
            clientCount: schools,
            sites: (0..<schools).map { CandidateSite(openingCost: 150_000, ownClients: [$0]) },
            options: options, openCount: openCount,
            modules: ModularCapacity(
                classes: [ModuleClass](
                    repeating: ModuleClass(size: sectionSize, costPerModule: sectionCost),
                    count: classCount),
                limits: district.pupils.map {
                    ModuleLimit(modules: sections($0) + 4, extraMaximum: 6, extraCost: 60_000)
                }),
            requirements: [
                SiteRequirement(
                    name: "teachers", bands: teacherBands, costPerUnit: 40_000,
                    costPerUnitMissing: 120_000,
                    countsMissing: [Bool](repeating: true, count: schools), supplies: supplies),
                SiteRequirement(
                    name: "administrators", bands: administratorBands, costPerUnit: directorCost),
            ])
    }

    /// One for 20 pupils up to 120; above, by rooms of 30 in kindergarten and 40 in school.
    private static let teacherBands = [
        RequirementBand(
            upTo: 120,
            parts: [
                RequirementPart(
                    terms: (0..<classCount).map { RequirementTerm(moduleClass: $0, perLoad: 0.05) },
                    rounding: .up)
            ]),
        RequirementBand(parts: [
            RequirementPart(
                terms: (0..<2).map {
                    RequirementTerm(
                        moduleClass: $0, perGroup: 1, groupSize: 30, groupRemainder: 10)
                }
                    + (2..<8).map {
                        RequirementTerm(
                            moduleClass: $0, perGroup: 1.2, groupSize: 40, groupRemainder: 10)
                    }
                    + (8..<14).map {
                        RequirementTerm(
                            moduleClass: $0, perGroup: 2, groupSize: 40, groupRemainder: 10)
                    }, rounding: .halfUp)
        ]),
    ]

    private static let administratorBands = zip([120, 360, 720, Double.infinity], 1...4).map {
        RequirementBand(
            upTo: $0, parts: [RequirementPart(constant: Double($1), rounding: .none)])
    }

    /// What a school costs that keeps these pupils to itself.
    private static func standing(_ pupils: [Double]) -> Double {
        let total = pupils.reduce(0, +)
        let teachers = (total / 20).rounded(.up)
        let directors = administratorBands.first { total <= $0.upTo }?.parts[0].constant ?? 0
        return Double(sections(pupils)) * sectionCost + teachers * 40_000
            + directors * directorCost
    }
}
