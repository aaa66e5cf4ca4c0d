import CHiGHS

/// An owned HiGHS instance, freed when the value ends.
///
/// Not shared between threads.
struct HiGHSHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer

    init() throws {
        guard let pointer = Highs_create() else {
            throw MixedIntegerError(
                code: .libraryCall, function: "Highs_create", message: "no memory for a solver")
        }
        self.pointer = pointer
    }

    deinit {
        Highs_destroy(pointer)
    }

    /// Throws unless a call succeeded; a warning counts as success.
    func check(_ status: HighsInt, _ function: String, _ detail: String = "") throws {
        guard status != kHighsStatusError else {
            throw MixedIntegerError(
                code: .libraryCall, function: function,
                message: "returned status \(status)" + (detail.isEmpty ? "" : " for \(detail)"))
        }
    }

    func set(_ option: String, _ value: Bool) throws {
        try check(
            Highs_setBoolOptionValue(pointer, option, value ? 1 : 0),
            "Highs_setBoolOptionValue", "\(option) = \(value)")
    }

    func set(_ option: String, _ value: Int) throws {
        try check(
            Highs_setIntOptionValue(pointer, option, HighsInt(clamping: value)),
            "Highs_setIntOptionValue", "\(option) = \(value)")
    }

    func set(_ option: String, _ value: Double) throws {
        try check(
            Highs_setDoubleOptionValue(pointer, option, value),
            "Highs_setDoubleOptionValue", "\(option) = \(value)")
    }

    func set(_ option: String, _ value: String) throws {
        try check(
            Highs_setStringOptionValue(pointer, option, value),
            "Highs_setStringOptionValue", "\(option) = \(value)")
    }

    func doubleInfo(_ name: String) throws -> Double {
        var value = 0.0
        try check(
            Highs_getDoubleInfoValue(pointer, name, &value), "Highs_getDoubleInfoValue", name)
        return value
    }

    func intInfo(_ name: String) throws -> Int {
        var value: HighsInt = 0
        try check(Highs_getIntInfoValue(pointer, name, &value), "Highs_getIntInfoValue", name)
        return Int(value)
    }

    func int64Info(_ name: String) throws -> Int {
        var value: Int64 = 0
        try check(Highs_getInt64InfoValue(pointer, name, &value), "Highs_getInt64InfoValue", name)
        return Int(value)
    }

    /// Copies a model into the instance.
    func pass(_ model: MixedIntegerModel) throws {
        let integrality = model.variableKinds.map {
            $0 == .integer ? kHighsVarTypeInteger : kHighsVarTypeContinuous
        }
        let infinity = Highs_getInfinity(pointer)
        func bounded(_ values: [Double]) -> [Double] {
            values.map { min(max($0, -infinity), infinity) }
        }
        try check(
            Highs_passMip(
                pointer, HighsInt(model.variableCount), HighsInt(model.rowCount),
                HighsInt(model.nonzeroCount), kHighsMatrixFormatRowwise,
                model.sense == .minimise ? kHighsObjSenseMinimize : kHighsObjSenseMaximize,
                model.objectiveConstant, model.objective, bounded(model.variableLower),
                bounded(model.variableUpper), bounded(model.rowLower), bounded(model.rowUpper),
                model.rowStarts, model.columns, model.coefficients, integrality),
            "Highs_passMip",
            "\(model.variableCount) variables and \(model.rowCount) rows")
    }
}
