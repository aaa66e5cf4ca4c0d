extension LocationProblem {
    /// Throws for anything no solver could make sense of; infeasibility is not such a thing.
    ///
    /// - Throws: ``LocationError`` with code `invalidProblem`, naming the first offender.
    public func validate() throws {
        func require(_ holds: Bool, _ context: @autoclosure () -> String, _ message: String) throws
        {
            guard holds else {
                throw LocationError(
                    code: .invalidProblem, context: context(), message: message)
            }
        }
        try require(clientCount >= 0, "clientCount", "must be 0 or more")
        for (index, site) in sites.enumerated() {
            try require(
                site.openingCost.isFinite, "sites[\(index)].openingCost", "must be finite")
            for client in site.ownClients {
                try require(
                    (0..<clientCount).contains(client), "sites[\(index)].ownClients",
                    "\(client) is not one of \(clientCount) clients")
            }
            try require(
                Set(site.ownClients).count == site.ownClients.count,
                "sites[\(index)].ownClients", "a client is listed twice")
        }
        for (index, option) in options.enumerated() {
            try require(
                (0..<clientCount).contains(option.client), "options[\(index)].client",
                "\(option.client) is not one of \(clientCount) clients")
            if let site = option.site {
                try require(
                    sites.indices.contains(site), "options[\(index)].site",
                    "\(site) is not one of \(sites.count) sites")
            }
            try require(option.cost.isFinite, "options[\(index)].cost", "must be finite")
            try require(
                option.site != nil || option.loads.isEmpty, "options[\(index)].loads",
                "an option without a site can consume nothing")
            for load in option.loads {
                try require(
                    modules?.classes.indices.contains(load.moduleClass) ?? false,
                    "options[\(index)].loads", "\(load.moduleClass) is not a module class")
                try require(
                    load.amount > 0 && load.amount.isFinite, "options[\(index)].loads",
                    "an amount must be above 0")
                try require(
                    load.minimumModules >= 0, "options[\(index)].loads",
                    "a minimum of modules must not be negative")
            }
            try require(
                Set(option.loads.map(\.moduleClass)).count == option.loads.count,
                "options[\(index)].loads", "a class is listed twice")
        }
        try validateRules(require)
        try validateStages(require)
        try validateCapacities(require)
        try validateModules(require)
        try validateRequirements(require)
    }

    private typealias Requirement = (Bool, @autoclosure () -> String, String) throws -> Void

    private func validateRules(_ require: Requirement) throws {
        for (index, rule) in groupRules.enumerated() {
            try require(
                rule.sites.allSatisfy(sites.indices.contains), "groupRules[\(index)].sites",
                "group \(rule.name) names a site that does not exist")
            try require(
                Set(rule.sites).count == rule.sites.count, "groupRules[\(index)].sites",
                "group \(rule.name) names a site twice")
        }
        for (index, point) in (coverage?.points ?? []).enumerated() {
            try require(
                point.weight >= 0 && point.weight.isFinite, "coverage.points[\(index)].weight",
                "must be 0 or more")
            try require(
                point.sites.allSatisfy(sites.indices.contains), "coverage.points[\(index)].sites",
                "names a site that does not exist")
        }
        try require(
            coverage?.timesCovered ?? 1 >= 1, "coverage.timesCovered", "must be 1 or more")
        for (index, point) in (coverage?.points ?? []).enumerated() {
            if let client = point.client {
                try require(
                    (0..<clientCount).contains(client), "coverage.points[\(index)].client",
                    "\(client) is not one of \(clientCount) clients")
                try require(
                    coverage?.timesCovered ?? 1 == 1, "coverage.timesCovered",
                    "a point that is covered by the allocation of a client is covered once")
            }
        }
    }

    private func validateStages(_ require: Requirement) throws {
        try require(
            coverage != nil || !stages.contains(.maximiseCoveredWeight), "stages",
            "covered weight cannot be maximised without coverage points")
        try require(
            coverage != nil || !stages.contains(.maximiseBackupWeight), "stages",
            "backup weight cannot be maximised without coverage points")
        try require(
            !stages.contains(.maximiseBackupWeight)
                || coverage?.points.allSatisfy { $0.client == nil } ?? true,
            "stages",
            "backup counts open sites: no point may ask for the allocation of a client")
        try require(
            Set(stages).count == stages.count, "stages", "an objective is listed twice")
    }

    private func validateCapacities(_ require: Requirement) throws {
        try require(
            demands.isEmpty || demands.count == clientCount, "demands",
            "one entry per client is needed, \(clientCount) in all, or none for 1 each")
        for (index, demand) in demands.enumerated() {
            try require(isAmount(demand), "demands[\(index)]", "must be 0 or more")
        }
        for (index, site) in sites.enumerated() {
            try require(
                site.closingCost.isFinite, "sites[\(index)].closingCost", "must be finite")
            try require(
                site.capacity >= 0, "sites[\(index)].capacity",
                "must be 0 or more, infinity for no limit")
            try require(
                isAmount(site.minimumLoad), "sites[\(index)].minimumLoad", "must be 0 or more")
            try require(
                site.minimumLoad <= site.capacity, "sites[\(index)].minimumLoad",
                "is more than the capacity, so the site could never open: fix it closed instead")
        }
        for (index, option) in options.enumerated() {
            try require(
                option.distance?.isFinite ?? true, "options[\(index)].distance", "must be finite")
        }
        try require(
            nearestRule?.count ?? 1 >= 1, "nearestRule.count",
            "clients need at least 1 open site to choose among")
        try require(
            assignment == .singleSource
                || (requirements.isEmpty && options.allSatisfy { $0.loads.isEmpty }),
            "assignment",
            "split demand cannot be combined with module loads or requirements of sites")
    }

    private func validateModules(_ require: Requirement) throws {
        guard let modules else { return }
        try require(
            modules.limits.count == sites.count, "modules.limits",
            "one entry per site is needed, \(sites.count) in all")
        for (index, moduleClass) in modules.classes.enumerated() {
            try require(
                moduleClass.size > 0 && moduleClass.size.isFinite,
                "modules.classes[\(index)].size", "must be above 0")
            try require(
                moduleClass.costPerModule >= 0 && moduleClass.costPerModule.isFinite,
                "modules.classes[\(index)].costPerModule", "must be 0 or more")
        }
        for (index, limit) in modules.limits.enumerated() {
            try require(
                limit.modules ?? 0 >= 0 && limit.extraMaximum >= 0, "modules.limits[\(index)]",
                "a number of modules must be 0 or more")
            try require(
                limit.extraCost >= 0 && limit.extraCost.isFinite,
                "modules.limits[\(index)].extraCost", "must be 0 or more")
            try require(
                limit.startingCosts.keys.allSatisfy(modules.classes.indices.contains),
                "modules.limits[\(index)].startingCosts", "names a class that does not exist")
            try require(
                limit.startingCosts.values.allSatisfy { $0 >= 0 && $0.isFinite },
                "modules.limits[\(index)].startingCosts", "must be 0 or more")
        }
    }

    private func validateRequirements(_ require: Requirement) throws {
        for (index, requirement) in requirements.enumerated() {
            let place = "requirements[\(index)]"
            try require(
                isAmount(requirement.costPerUnit) && isAmount(requirement.costPerUnitMissing),
                place, "a cost must be 0 or more")
            let ends = requirement.bands.map(\.upTo)
            try require(
                ends.last == .infinity && zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 },
                "\(place).bands", "must ascend to infinity")
            try require(
                requirement.countsMissing.isEmpty || requirement.countsMissing.count == sites.count,
                "\(place).countsMissing", "one entry per site is needed, \(sites.count) in all")
            try require(
                requirement.supplies.isEmpty || requirement.supplies.count == options.count,
                "\(place).supplies", "one entry per option is needed, \(options.count) in all")
            try require(
                requirement.supplies.allSatisfy(isAmount), "\(place).supplies",
                "must be 0 or more")
            for part in requirement.bands.flatMap(\.parts) {
                try require(part.constant.isFinite, "\(place).bands", "a constant must be finite")
                let classes = part.terms.map(\.moduleClass)
                try require(
                    classes.allSatisfy { modules?.classes.indices.contains($0) ?? false },
                    "\(place).bands", "a term names a class that does not exist")
                try require(
                    Set(classes).count == classes.count, "\(place).bands",
                    "a part lists a class twice")
                for term in part.terms {
                    try require(
                        isAmount(term.perLoad) && isAmount(term.perModule)
                            && isAmount(term.perGroup), "\(place).bands",
                        "a factor must be 0 or more")
                    try require(
                        term.groupSize > 0 && term.groupSize.isFinite
                            && term.groupRemainder > 0, "\(place).bands",
                        "a group's size and remainder must be above 0")
                }
            }
        }
    }

    private func isAmount(_ value: Double) -> Bool { value >= 0 && value.isFinite }
}
