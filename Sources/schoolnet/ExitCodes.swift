import ArgumentParser
import DistrictData
import NetworkPlanning
import Publishing
import RoadNetwork
import Staffing
import SyntheticDistrict

extension ExitCode {
    /// The scenario cannot be satisfied; outputs are written with the diagnosis.
    static let unsatisfiable = ExitCode(2)
    /// The command line asks for something impossible.
    static let usage = ExitCode(64)
    /// Bad data or scenario; nothing is written.
    static let badData = ExitCode(65)
    /// A fault of the planner itself.
    static let software = ExitCode(70)
    /// The output cannot be created.
    static let cannotCreate = ExitCode(73)
    /// Reading or writing failed.
    static let inputOutput = ExitCode(74)
}

/// Runs a command's work and turns every error of the rooms below into a message and an exit code (DESIGN section 9).
func reportingErrors<Value>(
    locate: (_ key: String) -> String? = { _ in nil }, _ work: () throws -> Value
) throws -> Value {
    do {
        return try work()
    } catch let error as DistrictDataError {
        Terminal.error("\(error)")
        throw ExitCode(error.exitCode)
    } catch let error as PlanningError {
        for issue in error.issues {
            let place = locate(issue.key) ?? ""
            Terminal.error(
                """
                [ผิดพลาด] \(place)\(issue.key): ค่า “\(issue.value)”: \(issue.expectedThai)
                  error \(error.code.rawValue): \(place)\(issue.key): value “\(issue.value)”: \
                \(issue.expectedEnglish)
                """)
        }
        throw error.code == .auditFailed ? ExitCode.software : ExitCode.badData
    } catch let error as RoadNetworkError {
        Terminal.error("[ผิดพลาด] ใช้ข้อมูลถนนไม่ได้ / the roads cannot be used\n  \(error)")
        throw ExitCode.badData
    } catch let error as StaffingError {
        Terminal.error("[ผิดพลาด] เกณฑ์อัตรากำลัง staffing.norm / staffing norm\n  \(error)")
        throw ExitCode.badData
    } catch let error as PublishingError {
        Terminal.error("[ผิดพลาด] เขียนผลลัพธ์ไม่ได้ / cannot write the results\n  \(error.detail)")
        throw error.code == .cannotCreate ? ExitCode.cannotCreate : ExitCode.inputOutput
    } catch let error as SampleError {
        Terminal.error("[ผิดพลาด] \(error)")
        throw ExitCode.usage
    }
}
