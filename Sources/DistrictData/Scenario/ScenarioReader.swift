import Foundation
import SchoolDistrict
import Yams

/// A scenario as its file and the command line give it.
public struct ScenarioFile: Sendable {
    /// The defaults, changed by the file and then by the overrides.
    public var scenario: Scenario
    /// The district folder or manifest, as a path that can be opened from here.
    public var districtPath: String
    /// The scenario file with its checksum.
    public var inputs: [InputFile]
    private var origins: [String: Origin]

    init(
        scenario: Scenario, districtPath: String, inputs: [InputFile], origins: [String: Origin]
    ) {
        self.scenario = scenario
        self.districtPath = districtPath
        self.inputs = inputs
        self.origins = origins
    }

    /// Puts locks in the place of all locks on the schools named.
    ///
    /// - Parameters:
    ///   - codes: the schools whose locks are lifted.
    ///   - locks: the locks that hold instead; their `origin` says where they come from.
    public mutating func replaceLocks(of codes: Set<String>, with locks: [Lock]) {
        scenario.locks.removeAll { codes.contains($0.schoolCode) }
        scenario.locks += locks
        origins = origins.filter { !$0.key.hasPrefix("locks[") }
        for (index, lock) in scenario.locks.enumerated() {
            for part in ["", ".school", ".decision", ".hub"] {
                let path = "locks[\(index + 1)]\(part)"
                origins[path] = Origin(file: lock.origin ?? "", line: nil, keyPath: path)
            }
        }
    }

    /// Where a key is written: `file:line`, or `--set …`; `nil` when the default holds.
    ///
    /// - Parameter keyPath: keys from the root joined by full stops, such as `hubs.exactly`.
    public func origin(of keyPath: String) -> String? { origins[keyPath]?.description }

    /// An error about a key, at the place where it or the nearest key around it is written.
    ///
    /// - Parameters:
    ///   - code: what was found, in snake case.
    ///   - keyPath: keys from the root joined by full stops; elements of a list count from 1.
    public func finding(
        _ code: String, at keyPath: String, value: String, expectedThai: String,
        expectedEnglish: String
    ) -> Finding {
        let place =
            origins[keyPath]
            ?? origins.filter { $0.key.hasPrefix(keyPath + ".") }.values
            .min { ($0.line ?? 0, $0.keyPath) < ($1.line ?? 0, $1.keyPath) }
        return Finding(
            code: code, severity: .error, file: place?.file ?? inputs.first?.path ?? "",
            line: place?.line, column: keyPath, value: value, expectedThai: expectedThai,
            expectedEnglish: expectedEnglish)
    }
}

/// Reads scenario files.
public enum ScenarioReader {
    /// Reads a scenario and applies the overrides in their order.
    ///
    /// - Parameters:
    ///   - path: the YAML file. A relative `district` in it starts from the file's folder.
    ///   - overrides: `key.sub=value` each; the value is YAML. A number of hubs replaces any other
    ///     rule for it. A relative `district` in an override starts from `folder`.
    ///   - folder: the folder that the command line was given in; the working directory by default.
    /// - Throws: `DistrictDataError` with every key and value that cannot be used.
    public static func read(
        _ path: String, overrides: [String] = [], from folder: String? = nil
    ) throws(DistrictDataError) -> ScenarioFile {
        let findings = FindingList()
        let url = URL(fileURLWithPath: path)
        let files = InputFiles(
            folder: url.deletingLastPathComponent(), findings: findings)
        let name = url.lastPathComponent
        if let bytes = files.read(name),
            let root = YAMLValue.parse(bytes, file: name, findings: findings)
        {
            var loader = ScenarioLoader(findings: findings)
            loader.read(root)
            overrides.forEach { loader.override($0) }
            let scenario = loader.scenario()
            let district = loader.district(relativeTo: files, overriddenFrom: folder)
            try findings.throwIfErrors()
            if let district {
                return ScenarioFile(
                    scenario: scenario, districtPath: district, inputs: files.inputs,
                    origins: loader.origins)
            }
        }
        throw DistrictDataError(findings: findings.findings)
    }
}

extension ScenarioReader {
    /// The full key path that a key or its last part means, such as `travel.merge_radius_km` for `merge_radius_km`.
    ///
    /// A path that is no key is returned as it is, so that reading it names the mistake.
    ///
    /// - Throws: `DistrictDataError` when several keys end so, listing them.
    public static func keyPath(for name: String) throws(DistrictDataError) -> String {
        let paths = ScenarioKeys.all.map(\.path)
        if paths.contains(name) { return name }
        let matches = paths.filter { $0.hasSuffix("." + name) }
        guard matches.count > 1 else { return matches.first ?? name }
        let list = matches.joined(separator: ", ")
        let findings = FindingList()
        findings.reject(
            FindingCode.conflictingKeys, at: Origin(file: "--rule \(name)", keyPath: name),
            value: name, thai: "มีหลายคีย์ที่ลงท้ายเช่นนี้ ให้เขียนเต็ม: \(list)",
            english: "several keys end so; write one in full: \(list)")
        throw DistrictDataError(findings: findings.findings)
    }
}

/// One reading of a scenario: the written values by key path, then the scenario from them.
struct ScenarioLoader {
    let findings: FindingList
    private let keys = ScenarioKeys.all
    private var written: [String: YAMLValue] = [:]
    /// Key paths that the working directory, not the file's folder, resolves.
    private var overridden: Set<String> = []

    init(findings: FindingList) { self.findings = findings }

    /// Takes every key of the file.
    mutating func read(_ root: YAMLValue) {
        flatten(root, at: "")
        let counts = ScenarioKeys.hubCounts.filter { written[$0] != nil }
        guard counts.count > 1, let last = counts.last, let value = written[last] else { return }
        let names = counts.map { $0.replacing("hubs.", with: "") }.joined(separator: ", ")
        findings.reject(
            FindingCode.conflictingKeys, at: value.origin, value: names,
            thai: "กำหนดจำนวนโรงเรียนคุณภาพได้วิธีเดียว: exactly, at_most, one_per หรือ free",
            english: "only one rule for the number of hubs: exactly, at_most, one_per or free")
    }

    /// Applies one `key=value` of the command line.
    mutating func override(_ text: String) {
        let origin = Origin(file: "--set \(text)", line: nil, keyPath: "")
        guard let separator = text.firstIndex(of: "="), separator != text.startIndex else {
            findings.reject(
                FindingCode.invalidValue, at: origin, value: text,
                thai: "เขียนเป็น --set คีย์=ค่า เช่น --set hubs.exactly=30",
                english: "expected --set key=value, such as --set hubs.exactly=30")
            return
        }
        let path = ThaiText.trim(String(text[..<separator]))
        let body = String(text[text.index(after: separator)...])
        guard let node = try? Yams.compose(yaml: body) else {
            findings.reject(
                FindingCode.invalidValue, at: Origin(file: origin.file, keyPath: path),
                value: body, thai: "ค่าว่างหรืออ่านไม่ได้ ตรวจวงเล็บและเครื่องหมายคำพูด",
                english: "the value is blank or not readable; check brackets and quotes")
            return
        }
        if let (rate, part) = ScenarioKeys.ratePart(of: path) {
            let whole = written[rate]?.node.settingRatePart(part, to: node)
            written[rate] = YAMLValue(
                node: whole ?? Node.defaultRate(at: rate, setting: part, to: node),
                origin: Origin(file: origin.file, line: nil, keyPath: rate))
            return
        }
        var replaced = written
        for key in written.keys where key.hasPrefix(path + ".") && node.mapping == nil {
            replaced[key] = nil
        }
        if ScenarioKeys.hubCounts.contains(path) || countKeys(of: node, under: path) {
            ScenarioKeys.hubCounts.forEach { replaced[$0] = nil }
        }
        written = replaced
        flatten(
            YAMLValue(node: node, origin: Origin(file: origin.file, line: nil, keyPath: path)),
            at: path)
        if path == "district" { overridden.insert(path) }
    }

    /// Whether an override of the whole `hubs` mapping brings its own number of hubs.
    private func countKeys(of node: Node, under path: String) -> Bool {
        guard path == "hubs", let mapping = node.mapping else { return false }
        return mapping.contains { ScenarioKeys.hubCounts.contains("hubs.\($0.key.string ?? "")") }
    }

    /// Records a value under its key, going down through mappings that are not values themselves.
    private mutating func flatten(_ value: YAMLValue, at path: String) {
        if keys.contains(where: { $0.path == path }) {
            if value.isNull {
                findings.wrongType(value, thai: "ต้องมีค่า หรือลบบรรทัดนี้", english: "a value")
            } else {
                written[path] = value
            }
            return
        }
        let prefix = path.isEmpty ? "" : path + "."
        let children = childNames(of: prefix)
        if children.isEmpty {
            reportUnknown(path, value)
            return
        }
        if value.isNull { return }
        guard let entries = value.entries else {
            let list = children.joined(separator: ", ")
            findings.wrongType(
                value, thai: "ต้องเป็นกลุ่มคีย์: \(list)", english: "a mapping with the keys \(list)")
            return
        }
        for (key, entry) in entries {
            if children.contains(key) {
                flatten(entry, at: prefix + key)
            } else {
                findings.unknownKey(key, at: entry, allowed: children)
            }
        }
    }

    private func reportUnknown(_ path: String, _ value: YAMLValue) {
        if let key = keys.first(where: { path.hasPrefix($0.path + ".") }) {
            findings.wrongType(
                value, thai: "\(key.path) เป็นค่า ไม่มีคีย์ย่อย เขียน \(key.path)=ค่า",
                english: "\(key.path)=value: it is a value and has no keys below it")
            return
        }
        let parts = path.split(separator: ".").map(String.init)
        let parent = parts.dropLast().joined(separator: ".")
        let siblings = childNames(of: parent.isEmpty ? "" : parent + ".")
        let allowed = siblings.isEmpty ? childNames(of: "") : siblings
        findings.unknownKey(
            (siblings.isEmpty ? parts.first : parts.last) ?? path, at: value, allowed: allowed)
    }

    /// The keys directly under a prefix, in the table's order.
    private func childNames(of prefix: String) -> [String] {
        var names: [String] = []
        for key in keys where key.path.hasPrefix(prefix) {
            let name = String(key.path.dropFirst(prefix.count).prefix { $0 != "." })
            if names.last != name, !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The scenario: defaults, then every written value that passes its check.
    func scenario() -> Scenario {
        let reader = ScenarioValueReader(findings: findings)
        var scenario = Scenario()
        for key in keys {
            guard let value = written[key.path], let checked = reader.read(value, as: key.kind)
            else { continue }
            if key.path == "hubs.free", !checked.asBoolean {
                findings.reject(
                    FindingCode.invalidValue, at: value.origin, value: value.shown,
                    thai: "เขียน free: true หรือใช้ exactly, at_most, one_per",
                    english: "expected free: true, or use exactly, at_most, one_per")
                continue
            }
            key.apply(&scenario, checked)
        }
        // An unnamed question is named after its goal, never after today's situation.
        if scenario.objective != .none {
            if written["name_th"] == nil { scenario.nameThai = scenario.objective.thaiLabel }
            if written["name_en"] == nil { scenario.nameEnglish = scenario.objective.rawValue }
        }
        return scenario
    }

    /// The district's path; `nil` after a finding when none is written.
    func district(relativeTo files: InputFiles, overriddenFrom folder: String?) -> String? {
        guard let value = written["district"] else {
            findings.missingKey(
                "district", in: Origin(file: files.inputs.first?.path ?? "", keyPath: ""),
                thai: "ต้องระบุโฟลเดอร์ข้อมูล เช่น district: ../GeoData/sample",
                english: "the district folder is needed, such as district: ../GeoData/sample")
            return nil
        }
        guard let text = value.text.map(ThaiText.trim), !text.isEmpty else { return nil }
        guard overridden.contains("district") else {
            return files.resolve(text).standardizedFileURL.path
        }
        guard let folder, !text.hasPrefix("/") else { return text }
        return URL(fileURLWithPath: folder).appendingPathComponent(text).standardizedFileURL.path
    }

    /// Where each written key is, by key path; elements of lists and their keys included.
    var origins: [String: Origin] {
        var origins: [String: Origin] = [:]
        func record(_ value: YAMLValue) {
            origins[value.origin.keyPath] = value.origin
            value.elements?.forEach(record)
            value.entries?.forEach { record($0.value) }
        }
        written.values.forEach(record)
        return origins
    }
}
