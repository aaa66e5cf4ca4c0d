import DistrictData
import Foundation
import NetworkPlanning

/// A folder made by `schoolnet plan`, opened to be explained: what its `plan.json` says of how it was made.
struct PlanFolder {
    /// The parts of `plan.json` that running the plan again needs.
    struct Record: Decodable {
        struct Outcome: Decodable {
            struct Stage: Decodable {
                var unit: String
                var objective: Double
                var bound: Double
            }

            var stages: [Stage]
        }

        struct Role: Decodable { var codes: [String] }

        struct Origin: Decodable {
            var plannerVersion: String
            var libraries: [String: String]
            var inputs: [InputFile]

            enum CodingKeys: String, CodingKey {
                case libraries, inputs
                case plannerVersion = "planner_version"
            }
        }

        struct Command: Decodable {
            var scenario: String
            var overrides: [String]
            var workingDirectory: String?

            enum CodingKeys: String, CodingKey {
                case scenario, overrides
                case workingDirectory = "working_directory"
            }
        }

        var outcome: Outcome
        var roles: [String: Role]
        var provenance: Origin
        var rerun: Command?
    }

    /// The format of a file, read before its content is.
    private struct Header: Decodable { var format: String }

    /// The folder as the user names it.
    let path: String
    /// What it says of itself.
    let record: Record
    /// The folder that the plan's command was given in.
    let workingDirectory: String
    /// The command.
    let rerun: Provenance.Rerun

    /// Opens a plan folder, or the `plan.json` in it.
    ///
    /// - Throws: `ExplainError`: 66 when there is no such folder or no scenario any more, 65 when it holds no plan or one
    ///   that cannot be run again.
    init(_ path: String) throws {
        let isFile = path.hasSuffix("plan.json")
        let folder = isFile ? URL(fileURLWithPath: path).deletingLastPathComponent().path : path
        self.path = folder
        record = try Self.record(in: folder)
        guard let command = record.rerun else { throw ExplainError.noCommand(folder) }
        rerun = Provenance.Rerun(
            scenario: command.scenario, overrides: command.overrides,
            workingDirectory: command.workingDirectory)
        let here = FileManager.default.currentDirectoryPath
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let places = [command.workingDirectory.map { Self.path($0, from: real) }, here]
            .compactMap(\.self)
        let found = places.first {
            FileManager.default.fileExists(atPath: Self.path(command.scenario, from: $0))
        }
        guard let found else { throw ExplainError.inputMissing([command.scenario], folder) }
        workingDirectory = found
    }

    private static func record(in folder: String) throws -> Record {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw ExplainError.noFolder(folder) }
        guard let data = FileManager.default.contents(atPath: folder + "/plan.json"),
            let header = try? JSONDecoder().decode(Header.self, from: data),
            header.format == "schoolnet-plan",
            let record = try? JSONDecoder().decode(Record.self, from: data)
        else { throw ExplainError.noPlan(folder) }
        return record
    }

    /// The inputs, read again after their checksums have been compared.
    ///
    /// - Throws: `ExplainError`: 65 when a file has changed, 66 when one is missing; what the readers throw otherwise.
    func inputs() throws -> PlanInputs {
        let scenario = URL(fileURLWithPath: Self.path(rerun.scenario, from: workingDirectory))
        let name = scenario.lastPathComponent
        let scenarioFolder = scenario.deletingLastPathComponent().path
        // The scenario comes first: it names the district.
        let own = record.provenance.inputs.filter { $0.path == name }
        try verify(own.isEmpty ? [] : [name], in: scenarioFolder)
        let file = try PlanInputs.scenario(rerun, from: workingDirectory)
        let tables = Set(record.provenance.inputs.map(\.path)).subtracting([name])
        try verify(tables.sorted(), in: DistrictReader.folder(of: file.districtPath))
        return PlanInputs(
            file: file, loaded: try DistrictReader.read(file.districtPath), rerun: rerun)
    }

    private func verify(_ names: [String], in folder: String) throws {
        let now = names.map { (name: $0, file: InputFile.current($0, in: folder)) }
        let missing = now.filter { $0.file == nil }.map(\.name)
        if !missing.isEmpty { throw ExplainError.inputMissing(missing, path) }
        let changed = now.filter { entry in
            !record.provenance.inputs.contains {
                $0.path == entry.name && $0.sha256 == entry.file?.sha256
            }
        }.map(\.name)
        if !changed.isEmpty { throw ExplainError.inputChanged(changed, path) }
    }

    /// A path as it is meant in a folder.
    static func path(_ path: String, from folder: String) -> String {
        path.hasPrefix("/")
            ? path : URL(fileURLWithPath: folder).appendingPathComponent(path).standardized.path
    }

    /// The way from a plan's folder up to the working directory, such as `../..`; `nil` when it is not below it.
    static func stepsUp(from folder: String) -> String? {
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardized.path
        let there = path(folder, from: here)
        let prefix = here.hasSuffix("/") ? here : here + "/"
        guard there.hasPrefix(prefix) else { return nil }
        let depth = there.dropFirst(prefix.count).split(separator: "/").count
        return Array(repeating: "..", count: depth).joined(separator: "/")
    }
}
