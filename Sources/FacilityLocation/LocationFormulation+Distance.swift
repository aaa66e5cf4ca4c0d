import MixedIntegerProgramming

extension LocationFormulation {
    /// Adds the worst distance `R` as a variable, the model for other solvers.
    ///
    /// `R ≥ Σ_{o of i} d[o]·x[o]` for every client; where demand may be split, any share counts in
    /// full, so `R ≥ d[o]·a[o]` with whole `a[o] ≥ x[o]`. `R` is at least what the nearest option of
    /// any client asks for, which is taken off the coefficients. The bisection of ``RadiusSearch``
    /// needs none of this.
    ///
    /// Source: M. S. Daskin, "Network and Discrete Location: Models, Algorithms, and Applications",
    /// Wiley 1995, chapter 5.
    mutating func addRadius() {
        guard problem.clientCount > 0, !problem.options.isEmpty, radius == nil else { return }
        let least = problem.leastRadius
        let most = problem.options.indices.reduce(least) { max($0, problem.distance(of: $1)) }
        let radius = model.addVariable("radius", lower: least, upper: most)
        self.radius = radius
        let stated = problem
        derivedVariables.append(
            (radius, { max(least, stated.value(of: .minimiseWorstDistance, at: $0)) }))
        var byClient = [[LinearTerm]](repeating: [], count: problem.clientCount)
        for (index, option) in problem.options.enumerated() {
            let beyond = problem.distance(of: index) - least
            guard beyond > 0, var variable = optionVariables[index] else { continue }
            if problem.assignment == .split {
                variable = addUse(of: [index], "use\(index)")
                model.addRow(
                    "radius\(index)",
                    beyond * variable
                        <= LinearExpression(
                            [LinearTerm(1, radius)], constant: -least))
            } else {
                byClient[option.client].append(LinearTerm(-beyond, variable))
            }
        }
        for (client, terms) in byClient.enumerated() where !terms.isEmpty {
            model.addRow(
                "radius\(client)", lower: least, terms: [LinearTerm(1, radius)] + terms)
        }
    }

    /// A variable that is 1 where any of some options takes a share.
    mutating func addUse(of options: [Int], _ name: String) -> Variable {
        let use = model.addBinary(name)
        let taken = LinearExpression.sum(options.compactMap { optionVariables[$0] })
        model.addRow(name, taken <= 1 * use)
        derivedVariables.append((use, { $0.share(of: options) > 0 ? 1 : 0 }))
        return use
    }
}

extension LocationProblem {
    /// The worst distance that cannot be helped: no client has anything nearer.
    var leastRadius: Double {
        var nearest = [Double](repeating: .infinity, count: clientCount)
        for (index, option) in options.enumerated() {
            nearest[option.client] = min(nearest[option.client], distance(of: index))
        }
        return nearest.filter { $0 < .infinity }.max() ?? 0
    }

    /// How far options may be so that worst distances reached by earlier stages are kept.
    func distanceLimit(keeping values: [Double]) -> Double {
        zip(stages, values).reduce(.infinity) { limit, stage in
            stage.0 == .minimiseWorstDistance
                ? min(limit, stage.1 + stage.0.keepingTolerance(for: stage.1)) : limit
        }
    }
}
