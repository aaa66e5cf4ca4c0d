import Foundation

/// Every instance of the target table, with its published value.
struct TableCatalogue {
    /// The folder of the published instances.
    let folder: URL
    /// Whether a few instances stand for each set.
    let isQuick: Bool

    /// What a set has to reach.
    func target(of set: TableSet) -> SetTarget {
        switch set {
        case .pmed: SetTarget(text: "all proven, total ≤ 60 s", totalSeconds: 60)
        case .pmedcap: SetTarget(text: "all proven, each ≤ 60 s; ≤ 0.1 % in 5 s")
        case .linAli: SetTarget(text: "≤ 0.1 % above best known in 60 s, bound within 0.5 %")
        case .orlibCap: SetTarget(text: "all proven, total ≤ 10 s", totalSeconds: 10)
        case .rlFl: SetTarget(text: "proven or gap ≤ 0.01 % in 60 s")
        case .sw: SetTarget(text: "gap ≤ 0.1 % in 60 s, ≤ 500 MB")
        case .synthetic:
            SetTarget(
                text: "uncapacitated: gap 0 in 0.2 / 1 / 3 s; capacitated: ≤ 0.1 % at 209 in 5 s, "
                    + "≤ 1 % beyond in 60 s")
        case .country:
            SetTarget(text: "uncapacitated ≤ 0.1 % in 60 s; capacitated ≤ 1 % in 300 s")
        }
    }

    /// The lines of a set.
    ///
    /// - Throws: ``InstanceError`` where a table of published values cannot be read.
    func cases(of set: TableSet) throws -> [TableCase] {
        switch set {
        case .pmed: try medians()
        case .pmedcap: try capacitatedMedians()
        case .linAli: try largeCapacitatedMedians()
        case .orlibCap: try warehouses()
        case .rlFl: try points()
        case .sw: try sweden()
        case .synthetic: districts()
        case .country: country()
        }
    }

    // MARK: Published instances

    private func medians() throws -> [TableCase] {
        let best = try PublishedValues(folder, "optima_pmed.csv")
        return (isQuick ? [1, 10, 20, 30, 40] : Array(1...40)).map { number in
            published(
                "pmed\(number)", "pmed/pmed\(number).txt", "orlib-pmed", "p-median",
                best["pmed\(number)"], CaseTarget(gap: 0, aboveBest: 0))
        }
    }

    private func capacitatedMedians() throws -> [TableCase] {
        let best = try PublishedValues(folder, "optima_cpmp.csv")
        return (isQuick ? [1, 11, 20] : Array(1...20)).map { number in
            let name = String(format: "cpmp%02d", number)
            return published(
                name, "pmedcap/\(name).txt", "orlib-pmedcap", "capacitated-p-median", best[name],
                CaseTarget(gap: 0, aboveBest: 0, seconds: 60, early: (5, 0.001)))
        }
    }

    private func largeCapacitatedMedians() throws -> [TableCase] {
        let best = try PublishedValues(folder, "optima_cpmp.csv")
        let names = best.names { $0.hasPrefix("lin318_") || $0.hasPrefix("ali535_") }
        return (isQuick ? names.filter { $0.hasSuffix("_005") || $0.hasSuffix("_040") } : names)
            .map { name in
                published(
                    name, "stefanello/\(name).txt", "sjc", "capacitated-p-median", best[name],
                    CaseTarget(aboveBest: 0.001, boundBelowBest: 0.005, seconds: 60.5))
            }
    }

    private func warehouses() throws -> [TableCase] {
        let best = try PublishedValues(folder, "optima_orlib_cap.csv")
        // In capa, capb and capc the capacity is part of the name; they are no part of the target.
        let names = best.names { !$0.contains("_") }
        return (isQuick ? names.filter { ["cap41", "cap91", "cap134"].contains($0) } : names).map {
            published(
                $0, "orlib_cap/\($0).txt", "orlib-cap", "capacitated-split", best[$0],
                CaseTarget(gap: 1e-6, aboveBest: 1e-6))
        }
    }

    private func points() throws -> [TableCase] {
        let best = try PublishedValues(folder, "optima_tsplib_pmp.csv", countColumn: 2, column: 3)
        let counts: [Int] = isQuick ? [50, 500] : [5, 10, 20, 50, 100, 200, 300, 400, 500]
        return ["rl1304", "fl1400"].flatMap { name in
            counts.map { count in
                published(
                    "\(name) p=\(count)", "tsplib_pmp/\(name).tsp", "tsplib", "p-median",
                    best["\(name) \(count)"], CaseTarget(gap: 1e-4, seconds: 60.5), count: count)
            }
        }
    }

    private func sweden() throws -> [TableCase] {
        let best = try PublishedValues(folder, "optima_tsplib_pmp.csv", countColumn: 2, column: 3)
        return [
            published(
                "sw24978 p=8000", "tsplib_pmp/sw24978.tsp", "tsplib", "p-median",
                best["sw24978 8000"], CaseTarget(gap: 1e-3, seconds: 60.5, megabytes: 500),
                count: 8000)
        ]
    }

    private func published(
        _ name: String, _ path: String, _ format: String, _ problem: String,
        _ best: PublishedValues.Value?, _ target: CaseTarget, count: Int? = nil
    ) -> TableCase {
        TableCase(
            name: name,
            arguments: [
                folder.appending(path: path).path, "--format", format, "--problem", problem,
            ] + (count.map { ["--p", "\($0)"] } ?? []), best: best?.value,
            isBestProven: best?.isProven ?? false, target: target)
    }

    // MARK: Made-up instances

    private func districts() -> [TableCase] {
        let sizes = isQuick ? [(209, 0.2), (1000, 1)] : [(209, 0.2), (1000, 1), (3000, 3)]
        let free = sizes.map { size, seconds in
            synthetic(size, nil, 60, CaseTarget(gap: 0, seconds: seconds))
        }
        let full = [2, 1.25].flatMap { factor in
            sizes.map { size, _ in
                size == 209
                    ? synthetic(size, factor, 5, CaseTarget(gap: 0.001, seconds: 5.5))
                    : synthetic(size, factor, 60, CaseTarget(gap: 0.01, seconds: 60.5))
            }
        }
        return free + full
    }

    private func country() -> [TableCase] {
        [synthetic(30_000, nil, 60, CaseTarget(gap: 0.001, seconds: 60.5))]
            + (isQuick ? [] : [2, 1.25]).map {
                synthetic(30_000, $0, 300, CaseTarget(gap: 0.01, seconds: 300.5))
            }
    }

    private func synthetic(
        _ sites: Int, _ factor: Double?, _ limit: Double, _ target: CaseTarget
    ) -> TableCase {
        TableCase(
            name: "\(sites) sites" + (factor.map { ", capacity \($0)×" } ?? ""),
            arguments: [
                "--synthetic", "sites=\(sites),cutoff=10km,seed=1", "--problem",
                factor == nil ? "p-median" : "capacitated-p-median",
            ] + (factor.map { ["--capacity-factor", "\($0)"] } ?? []),
            timeLimitSeconds: limit, target: target)
    }
}

/// A table of published values, by name or by name and count.
struct PublishedValues {
    /// A published value.
    struct Value {
        var value: Double
        /// Whether it is published as a proven optimum rather than the best known.
        var isProven: Bool
    }

    private var values: [String: Value] = [:]

    /// Reads a comma-separated table; rows without a number are left out.
    init(_ folder: URL, _ file: String, countColumn: Int? = nil, column: Int? = nil) throws {
        let url = folder.appending(path: file)
        guard let text = try? String(contentsOf: url, encoding: .utf8) else {
            throw InstanceError(file: file, value: "nothing to read", expected: url.path)
        }
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first,
            let place = column ?? header.firstIndex(of: "best"),
            let status = header.firstIndex(of: "status")
        else {
            throw InstanceError(file: file, value: "its heading", expected: "'best' and 'status'")
        }
        for fields in lines.dropFirst() where fields.count > max(place, status) {
            guard let number = Double(fields[place]) else { continue }
            let key = countColumn.map { "\(fields[0]) \(fields[$0])" } ?? fields[0]
            values[key] = Value(value: number, isProven: fields[status].hasPrefix("optimal"))
        }
    }

    subscript(name: String) -> Value? { values[name] }

    /// The names that a condition holds for, in the order of their numbers.
    func names(where isWanted: (String) -> Bool) -> [String] {
        values.keys.filter(isWanted).sorted { ($0.count, $0) < ($1.count, $1) }
    }
}
