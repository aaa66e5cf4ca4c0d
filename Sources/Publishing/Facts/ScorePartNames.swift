import SchoolDistrict

/// The parts of the hub score in English; the plan itself carries the Thai labels.
enum ScorePartNames {
    /// The English label of a part, by its key; an unknown key is shown with spaces.
    static func english(_ key: String) -> String {
        labels[key] ?? key.replacing("_", with: " ")
    }

    /// By the keys of `HubRules.scoreParts`.
    static let labels: [String: String] = [
        "enrolment": "Pupils (full at 240)",
        "enrolment_trend": "Three-year trend of pupils (steady = 0.5)",
        "spare_rooms": "Spare classrooms (full at 4)",
        "land": "Land (full at 15 rai)",
        "teachers_per_class": "Teachers per class",
        "majors": "Teachers' majors (full at 5)",
        "administrator": "An administrator in post",
        "learning_results": "Learning results (mean of NT, RT, O-NET)",
        "internet": "Internet",
        "devices": "Computers (full at one for 10 pupils)",
        "housing": "Teacher houses (full at 2)",
        "road_access": "Close to a road (full on it, nothing at 500 m)",
        "centrality": "Schools around within the merge radius (full at 10)",
        "community_support": "Community support",
    ]
}
