import Foundation
import Testing

/// `--version`, `--help`, `doctor`, `sample` and `schema`.
@Suite("Other commands") struct OtherCommandTests {
    private func run(_ arguments: String..., in folder: URL? = nil) async throws
        -> SchoolnetProcess.Result
    {
        try await SchoolnetProcess.run(
            arguments, in: folder ?? FileManager.default.temporaryDirectory)
    }

    @Test func versionIsOneLine() async throws {
        let result = try await run("--version")
        #expect(result.status == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    /// An example that the help breaks in two cannot be copied.
    @Test(arguments: [[], ["plan"], ["explain"], ["doctor"], ["sample"]])
    func helpHoldsExamplesInOnePiece(_ command: [String]) async throws {
        let result = try await SchoolnetProcess.run(
            command + ["--help"], in: FileManager.default.temporaryDirectory)
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        let examples = lines.indices.filter { lines[$0].hasPrefix("  schoolnet ") }
        #expect(!examples.isEmpty)
        for index in examples {
            let next = lines[index + 1]
            #expect(next.isEmpty || next.hasPrefix("  "), "broken: \(lines[index])\n\(next)")
        }
    }

    @Test(arguments: [
        ["plan", "scenario.yaml", "--outptu", "out"], ["plan"], ["plam", "scenario.yaml"],
        ["explain", "out"], ["explain", "out", "33040001", "--rule", "objective=lscp"],
        ["explain", "out", "--lock", "33040001"], ["explain", "out", "--lock", "33040001=joins"],
        ["explain", "out", "--lock", "33040001=stays:33040002"],
        ["explain", "out", "--rule", "district=elsewhere"],
        ["doctor", "district", "--format", "xml"], ["sample", "--schools", "many", "out"],
        ["sample", "--schools", "0", "out"],
    ])
    func misuseIsExitCode64(_ arguments: [String]) async throws {
        let village = try Village()
        let result = try await SchoolnetProcess.run(arguments, in: village.folder.url)
        #expect(result.status == 64)
        #expect(result.output == "" && result.errors != "")
        #expect(try village.folder.names() == ["district", "scenario.yaml"])
    }

    @Test func doctorDescribesAGoodDistrict() async throws {
        let village = try Village()
        let text = try await run("doctor", "district", in: village.folder.url)
        #expect(text.status == 0)
        #expect(text.output.hasPrefix("ใช้ข้อมูลได้: โรงเรียน 8 แห่ง / usable: 8 schools\n"))
        let json = try await run("doctor", "district", "--format", "json", in: village.folder.url)
        #expect(json.status == 0)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(report["usable"] as? Bool == true && report["schools"] as? Int == 8)
        #expect((report["counts"] as? [String: Int])?["error"] == 0)
    }

    @Test func doctorNamesEveryError() async throws {
        var files = Village.edited("district/enrolment.csv", "2566,K2,14", "2566,K2,-14")
        files.merge(Village.edited("district/schools.csv", "104.62,14.60", "14.60,104.62")) { $1 }
        let village = try Village(replacing: files)
        let text = try await run("doctor", "district", in: village.folder.url)
        #expect(text.status == 65)
        #expect(text.output.hasPrefix("ยังใช้ข้อมูลไม่ได้ / not usable yet\n"))
        let json = try await run("doctor", "district", "--format", "json", in: village.folder.url)
        #expect(json.status == 65)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let findings = report["findings"] as? [[String: Any]] ?? []
        let errors = findings.filter { $0["severity"] as? String == "error" }
        #expect(
            errors.map { "\($0["file"] ?? "") \($0["row"] ?? "") \($0["code"] ?? "")" }
                == ["enrolment.csv 2 negative_number", "schools.csv 3 swapped_coordinates"])
        #expect(try await run("doctor", "nowhere", in: village.folder.url).status == 66)
    }

    @Test func doctorMendsIntoANewFolder() async throws {
        let village = try Village(
            replacing: Village.edited("district/schools.csv", "104.62,14.60", "14.60,104.62"))
        let folder = village.folder.url
        let fixed = try await run("doctor", "district", "--fix", "--into", "mended", in: folder)
        #expect(fixed.status == 0)
        #expect(fixed.output.contains("2 cells changed at 1 schools"))
        #expect(try await run("doctor", "mended", in: folder).status == 0)
        #expect(try await run("doctor", "district", in: folder).status == 65)
        // A mended folder may be replaced, another folder never; the two options go together.
        #expect(
            try await run("doctor", "district", "--fix", "--into", "mended", in: folder).status
                == 0)
        #expect(
            try await run("doctor", "district", "--fix", "--into", "district", in: folder).status
                == 73)
        #expect(try await run("doctor", "district", "--fix", in: folder).status == 64)
        #expect(
            try await run("doctor", "district", "--as-of-today", "soon", in: folder).status == 64)
        let page = try await run("doctor", "district", "--format", "html", in: folder)
        #expect(page.output.hasPrefix("<!DOCTYPE html>"))
        let map = try await run("doctor", "district", "--format", "geojson", in: folder)
        #expect(map.output.hasPrefix("{\"type\":\"FeatureCollection\""))
    }

    @Test func sampleIsRepeatableAndKeepsRealDistricts() async throws {
        let village = try Village()
        let folder = village.folder
        for name in ["a", "b", "b"] {
            let result = try await run("sample", "--schools", "30", name, in: folder.url)
            #expect(result.status == 0, "\(result.errors)")
        }
        let first = try folder.contents(of: "a")
        #expect(first.count == 7)
        #expect(try folder.contents(of: "b") == first)
        #expect(try folder.text("a/district.yaml").contains("ข้อมูลสังเคราะห์"))

        let real = try folder.contents(of: "district")
        let refused = try await run("sample", "--schools", "30", "district", in: folder.url)
        #expect(refused.status == 73)
        #expect(refused.errors.contains("district"))
        #expect(try folder.contents(of: "district") == real)
        #expect(try folder.names() == ["a", "b", "district", "scenario.yaml"])
    }

    @Test func schemaKnowsEveryKeyOfTheScenarios() async throws {
        let result = try await run("schema")
        #expect(result.status == 0)
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        for name in try Places.scenarios() {
            let file = Places.repository.appendingPathComponent("Scenarios/\(name)")
            let keys = Self.keyPaths(try String(contentsOf: file, encoding: .utf8))
            #expect(keys.count >= 4)
            for path in keys {
                var node: [String: Any]? = schema
                for key in path {
                    node = (node?["properties"] as? [String: Any])?[key] as? [String: Any]
                }
                #expect(node != nil, "\(name): \(path.joined(separator: "."))")
            }
        }
    }

    /// Key paths of a block-style YAML file, by indentation.
    private static func keyPaths(_ yaml: String) -> [[String]] {
        var open: [(indent: Int, key: String)] = []
        return yaml.split(separator: "\n").compactMap { line in
            guard let match = line.firstMatch(of: /^( *)([a-z0-9_]+):/) else { return nil }
            open.removeAll { $0.indent >= match.1.count }
            open.append((match.1.count, String(match.2)))
            return open.map(\.key)
        }
    }
}
