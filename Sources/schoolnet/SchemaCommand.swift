import ArgumentParser
import DistrictData

/// `schoolnet schema`: the JSON Schema of scenario files, for editors.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "พิมพ์ JSON Schema ของแบบจำลอง · print the scenario's JSON Schema")

    func run() throws {
        print(ScenarioSchema.jsonSchema)
    }
}
