/// The codes of what is noticed while files of many kinds are brought in.
extension FindingCode {
    static let encodingDetected = "encoding_detected"
    static let missingCRS = "missing_crs"
    static let sheetChosen = "sheet_chosen"
    static let layoutRecognised = "layout_recognised"
    static let personalDataAggregated = "personal_data_aggregated"
    static let personalDataRefused = "personal_data_refused"
    static let personalDataMasked = "personal_data_masked"
    static let homesUnknown = "homes_unknown"
    static let villageUnplaced = "village_unplaced"
    static let schoolUnplaced = "school_unplaced"
    static let notPlannable = "not_plannable"
    static let villageCodeMade = "village_code_made"
    static let nameTied = "school_name_tied"
    static let nameUnmatched = "school_name_unmatched"
    static let nameJoined = "school_joined_by_name"
    static let unreadablePupilRow = "unreadable_pupil_row"
}
