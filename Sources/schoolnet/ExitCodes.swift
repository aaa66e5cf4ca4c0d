import ArgumentParser
import DistrictData
import NetworkPlanning
import PlanarGeometry
import Publishing
import RoadNetwork
import Staffing
import SyntheticDistrict
import VectorData

extension ExitCode {
    /// The scenario cannot be satisfied; outputs are written with the diagnosis.
    static let unsatisfiable = ExitCode(2)
    /// The command line asks for something impossible.
    static let usage = ExitCode(64)
    /// Bad data or scenario; nothing is written.
    static let badData = ExitCode(65)
    /// A fault of the planner itself.
    static let software = ExitCode(70)
}

/// Runs a command's work and turns every error of the rooms below into a message and an exit code.
///
/// The codes are those of DESIGN section 9.
///
/// - Parameter scenario: the scenario at work, whose file and line a scenario's fault is shown with.
func reportingErrors<Value>(
    in scenario: ScenarioFile? = nil, _ work: () throws -> Value
) throws -> Value {
    do {
        return try work()
    } catch let error as DistrictDataError {
        Terminal.error("\(error)")
        throw ExitCode(error.exitCode)
    } catch let error as PlanningError {
        for issue in error.issues { Terminal.error(message(of: issue, error.code, in: scenario)) }
        throw error.code == .auditFailed ? ExitCode.software : ExitCode.badData
    } catch let error as RoadNetworkError {
        Terminal.error("[ผิดพลาด] ใช้ข้อมูลถนนไม่ได้ / the roads cannot be used\n  \(error)")
        throw ExitCode.badData
    } catch let error as RoadCommandError {
        Terminal.error("[ผิดพลาด] \(error.thai)\n  \(error.english)")
        throw ExitCode(error.exitCode)
    } catch let error as VectorDataError {
        Terminal.error("[ผิดพลาด] อ่านแฟ้มไม่ได้ / a file cannot be read\n  \(error)")
        throw error.code == .fileMissing ? ExitCode(66) : ExitCode.badData
    } catch let error as GeometryError {
        Terminal.error("[ผิดพลาด] คำนวณพื้นที่ไม่ได้ / an area cannot be computed\n  \(error)")
        throw ExitCode.software
    } catch let error as StaffingError {
        Terminal.error("[ผิดพลาด] เกณฑ์อัตรากำลังชำรุด / a staffing norm is damaged\n  \(error)")
        throw ExitCode.software
    } catch let error as PublishingError {
        Terminal.error("[ผิดพลาด] เขียนผลลัพธ์ไม่ได้ / cannot write the results\n  \(error.detail)")
        throw ExitCode(error.exitCode)
    } catch let error as ExplainError {
        Terminal.error("[ผิดพลาด] \(error.thai)\n  \(error.english)")
        throw ExitCode(error.exitCode)
    } catch let error as SampleError {
        Terminal.error("[ผิดพลาด] \(error)")
        throw ExitCode.usage
    }
}

/// An issue in the form of every other finding: Thai, then English, file and line first.
private func message(
    of issue: PlanningError.Issue, _ code: PlanningError.Code, in scenario: ScenarioFile?
) -> String {
    let name =
        switch code {
        case .scenarioDoesNotFit: "scenario_does_not_fit"
        case .auditFailed: "audit_failed"
        }
    guard let scenario else { return "[ผิดพลาด] \(issue.expectedThai)\n  \(issue.expectedEnglish)" }
    return scenario.finding(
        name, at: issue.key, value: issue.value, expectedThai: issue.expectedThai,
        expectedEnglish: issue.expectedEnglish
    ).description
}
