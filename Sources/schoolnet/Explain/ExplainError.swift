/// Why a plan cannot be explained: the message and the exit code.
struct ExplainError: Error {
    /// 64 usage, 65 bad data, 66 input missing (DESIGN section 9).
    var exitCode: Int32
    /// What to change, in Thai.
    var thai: String
    /// What to change, in English.
    var english: String

    static func noFolder(_ folder: String) -> ExplainError {
        ExplainError(
            exitCode: 66, thai: "ไม่พบโฟลเดอร์แผน \(folder) (สร้างด้วย schoolnet plan)",
            english: "\(folder): no such folder; make one with schoolnet plan")
    }

    static func noPlan(_ folder: String) -> ExplainError {
        ExplainError(
            exitCode: 65, thai: "\(folder) ไม่ใช่โฟลเดอร์แผน: ไม่มี plan.json ที่อ่านได้",
            english: "\(folder): not a plan folder; it holds no plan.json of schoolnet plan")
    }

    static func noCommand(_ folder: String) -> ExplainError {
        ExplainError(
            exitCode: 65,
            thai: "\(folder)/plan.json ไม่บอกคำสั่งที่ใช้วางแผน ให้วางแผนใหม่ด้วย schoolnet plan",
            english: "\(folder)/plan.json: does not say how it was made; plan again with "
                + "schoolnet plan")
    }

    static func inputMissing(_ names: [String], _ folder: String) -> ExplainError {
        let list = names.joined(separator: ", ")
        return ExplainError(
            exitCode: 66,
            thai: "ไม่พบแฟ้มที่แผน \(folder) ใช้: \(list) "
                + "ให้สั่งจากโฟลเดอร์เดียวกับที่วางแผน หรือวางแผนใหม่",
            english: "inputs of \(folder) are missing: \(list); run from the folder that the plan "
                + "was made in, or plan again")
    }

    static func inputChanged(_ names: [String], _ folder: String) -> ExplainError {
        let list = names.joined(separator: ", ")
        return ExplainError(
            exitCode: 65,
            thai: "ข้อมูลเปลี่ยนไปหลังจากวางแผน \(folder): \(list) (SHA-256 ไม่ตรงกับ plan.json) "
                + "ให้วางแผนใหม่ก่อน",
            english: "inputs have changed since \(folder) was made: \(list) (SHA-256 differs from "
                + "plan.json); plan again first")
    }

    static func unknownSchool(_ code: String, suggestion: String?) -> ExplainError {
        ExplainError(
            exitCode: 65,
            thai: "แผนนี้ไม่มีโรงเรียนรหัส \(code)"
                + (suggestion.map { " (หมายถึง \($0) หรือไม่)" } ?? ""),
            english: "the plan has no school \(code)"
                + (suggestion.map { " (did you mean \($0)?)" } ?? ""))
    }
}
