import ArgumentParser

/// The school-network planner on the command line.
@main
struct Schoolnet: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "schoolnet",
        abstract: "วางแผนเครือข่ายโรงเรียนคุณภาพ · plan a network of schools round quality hubs",
        discussion: """
            ตัวอย่าง / Examples:
              schoolnet plan Scenarios/forty-hubs.yaml
              schoolnet plan Scenarios/forty-hubs.yaml --set hubs.exactly=30 -o plans/30
              schoolnet explain plans/forty-hubs 99040012
              schoolnet import schools.xlsx pupils.csv --into my-district
              schoolnet doctor GeoData/sample
              schoolnet sample --schools 50 my-district
            """,
        version: version,
        subcommands: [
            PlanCommand.self, ExplainCommand.self, ImportCommand.self, DoctorCommand.self,
            SampleCommand.self, SchemaCommand.self, MatrixCommand.self, RouteCommand.self,
            ServiceAreaCommand.self, CatchmentsCommand.self,
        ])
}
