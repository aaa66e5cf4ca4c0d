import Foundation
import Testing

@Suite("Bad input") struct BadInputTests {
    /// A plan of the village, for cases that find earlier results in their way.
    private static let earlier = Task {
        let village = try Village()
        _ = try await village.plan()
        return try village.folder.contents(of: "out")
    }

    /// The code, the words, Thai first; nothing appears, and earlier results stay as they were.
    @Test(arguments: BadInput.all) func isRefusedWithoutATrace(_ bad: BadInput) async throws {
        let village = try Village(replacing: bad.files)
        let earlier = try await Self.earlier.value
        for (name, bytes) in earlier { try village.folder.write("earlier/\(name)", bytes) }
        let before = try village.folder.names()
        for output in ["out", "earlier"] {
            let result = try await village.plan("scenario.yaml", to: output, bad.arguments)
            #expect(result.status == bad.exitCode && !result.wasKilled)
            #expect(result.output == "")
            for words in bad.says {
                #expect(result.errors.contains(words), "\(words)\nis not in\n\(result.errors)")
            }
            let lines = result.errors.split(separator: "\n")
            #expect(lines.first?.hasPrefix("[ผิดพลาด] ") == true, "\(result.errors)")
            #expect(lines.dropFirst().first?.hasPrefix("  error ") == true, "\(result.errors)")
        }
        #expect(try village.folder.names() == before)
        #expect(try village.folder.contents(of: "earlier") == earlier)
        #expect(earlier.count == 7)
    }
}
