import Foundation

extension BadInput {
    static let yaml = [
        BadInput(
            "unknown scenario key", files: Village.edited("scenario.yaml", "exactly", "exactley"),
            says: [
                "scenario.yaml · บรรทัด 6 · ช่อง hubs.exactley · ค่า “2”: ไม่รู้จักคีย์ “exactley”",
                "error unknown_key: scenario.yaml, line 6", "did you mean “exactly”",
            ]),
        BadInput(
            "unknown manifest key",
            files: Village.edited("district/district.yaml", "staff:", "staf:"),
            says: [
                "district.yaml · บรรทัด 6 · ช่อง staf", "ไม่รู้จักคีย์ “staf”",
                "error unknown_key: district.yaml, line 6", "did you mean “staff”",
            ]),
        BadInput(
            "scenario is not YAML",
            files: Village.edited("scenario.yaml", "hubs:\n", "hubs: [\n"),
            says: ["scenario.yaml · บรรทัด", "รูปแบบ YAML ผิด", "error invalid_yaml: scenario.yaml"]),
        BadInput(
            "manifest is not YAML",
            files: Village.edited("district/district.yaml", "{file: schools.csv}", "{file: s"),
            says: ["district.yaml · บรรทัด", "รูปแบบ YAML ผิด", "error invalid_yaml: district.yaml"]),
        BadInput(
            "key written twice", files: Village.scenario(adding: "objective: lscp"),
            says: ["scenario.yaml", "objective", "คีย์ซ้ำ", "error duplicate_key: scenario.yaml"]),
        BadInput(
            "Common Era year", files: Village.edited("district/district.yaml", "2566", "2023"),
            says: [
                "district.yaml · บรรทัด 2 · ช่อง academic_year · ค่า “2023”: เป็นปี ค.ศ. ให้เขียนเป็น พ.ศ. 2566",
                "error common_era_year: district.yaml, line 2", "write 2566",
            ]),
        BadInput(
            "scenario names no district",
            files: Village.edited("scenario.yaml", "district: district\n", ""),
            says: ["scenario.yaml", "ช่อง district", "error missing_key: scenario.yaml"]),
    ]

    static let hubCounts = [
        BadInput(
            "more hubs than eligible schools",
            files: Village.edited("scenario.yaml", "exactly: 2", "exactly: 9"),
            says: [
                "scenario.yaml · บรรทัด 6 · ช่อง hubs.exactly",
                "scenario.yaml, line 6, field hubs.exactly", "ค่า “9”", "เพียง 8 แห่ง", "value “9”",
                "only 8 schools are eligible",
            ]),
        BadInput(
            "two rules for the number of hubs",
            files: Village.edited("scenario.yaml", "exactly: 2", "exactly: 2\n  at_most: 3"),
            says: [
                "scenario.yaml", "exactly, at_most", "กำหนดจำนวนโรงเรียนคุณภาพได้วิธีเดียว",
                "error conflicting_keys: scenario.yaml, line 7",
            ]),
        BadInput(
            "p-median without a number of hubs",
            files: Village.edited("scenario.yaml", "hubs:\n  exactly: 2", ""),
            says: [
                "scenario.yaml · บรรทัด 4 · ช่อง objective",
                "scenario.yaml, line 4, field objective", "p_median", "ต้องกำหนดจำนวนโรงเรียนคุณภาพ",
                "needs a number of hubs",
            ]),
        BadInput(
            "no school can be a hub",
            files: Village.scenario(adding: "  minimum_pupils: 5000"),
            says: [
                "scenario.yaml · บรรทัด 6 · ช่อง hubs", "scenario.yaml, line 6",
                "ไม่มีโรงเรียนใดผ่านเงื่อนไข", "no school meets",
            ]),
    ]

    static let locks = [
        BadInput(
            "hub lock on an ineligible school",
            files: Village.scenario(
                adding: """
                      minimum_pupils: 80
                    locks:
                      - {school: "33040001", decision: hub}
                      - {school: "33040008", decision: hub}
                    """),
            says: [
                "scenario.yaml · บรรทัด 10 · ช่อง locks[2].school",
                "scenario.yaml, line 10, field locks[2].school",
                "ค่า “33040008”: เป็นโรงเรียนคุณภาพไม่ได้: มีนักเรียน 24 คน",
                "value “33040008”: cannot be a hub: 24 pupils, under hubs.minimum_pupils",
            ]),
        BadInput(
            "lock on an unknown school",
            files: Village.scenario(
                adding: "locks:\n  - {school: \"33049999\", decision: stays}"),
            says: [
                "scenario.yaml · บรรทัด 8 · ช่อง locks[1].school",
                "scenario.yaml, line 8, field locks[1].school", "33049999", "รหัสโรงเรียนที่มีในข้อมูลเขต",
                "a code of one of the district's schools",
            ]),
        BadInput(
            "lock joins a hub that lacks a grade",
            files: Village.scenario(
                adding: """
                    locks:
                      - {school: "33040007", decision: joins, hub: "33040006"}
                    """),
            says: [
                "scenario.yaml · บรรทัด 8 · ช่อง locks[1].hub",
                "scenario.yaml, line 8, field locks[1].hub", "33040006", "ม.1", "offers M1, M2, M3",
            ]),
        BadInput(
            "lock joins into too few rooms",
            files: Village.scenario(
                adding: """
                    capacity:
                      pupils_per_room: {primary: 8}
                    locks:
                      - {school: "33040002", decision: joins, hub: "33040003"}
                    """),
            says: [
                "scenario.yaml · บรรทัด 10 · ช่อง locks[1].hub",
                "scenario.yaml, line 10, field locks[1].hub", "33040003", "มี 8 ห้อง แต่ต้องใช้ 14 ห้อง",
                "8 rooms there, 14 needed",
            ]),
        BadInput(
            "lock joins a hub that no road reaches",
            files: Village.scenario(
                adding: "locks:\n  - {school: \"33040008\", decision: joins, hub: \"33040004\"}"),
            says: [
                "scenario.yaml · บรรทัด 8 · ช่อง locks[1].hub",
                "scenario.yaml, line 8, field locks[1].hub", "33040004", "ทางถนน",
                "reached by road",
            ]),
        BadInput(
            "more locked hubs than hubs",
            files: Village.scenario(
                adding: """
                    locks:
                      - {school: "33040001", decision: hub}
                      - {school: "33040004", decision: hub}
                      - {school: "33040007", decision: hub}
                    """),
            says: [
                "scenario.yaml · บรรทัด 6 · ช่อง hubs.exactly",
                "scenario.yaml, line 6, field hubs.exactly", "ค่า “2”", "3 แห่ง", "3 hubs are locked",
            ]),
    ]

    static let values = [
        BadInput(
            "share above one",
            files: Village.scenario(adding: "travel:\n  share_inside: 1.5"),
            says: [
                "scenario.yaml · บรรทัด 8 · ช่อง travel.share_inside · ค่า “1.5”: ต้องเป็นตัวเลขตั้งแต่ 0 ถึง 1",
                "error invalid_value: scenario.yaml, line 8", "a number from 0 to 1",
            ]),
        BadInput(
            "unknown staffing norm",
            files: Village.scenario(adding: "staffing:\n  norm: tepc-2546"),
            says: [
                "scenario.yaml · บรรทัด 8 · ช่อง staffing.norm",
                "scenario.yaml, line 8, field staffing.norm", "ค่า “tepc-2546”", "value “tepc-2546”",
                "tepc-2545, tepc-w23-2563, one-per-class, tepc-2545-per-grade",
            ]),
        BadInput(
            "unknown travel profile",
            files: Village.scenario(adding: "travel:\n  profile: bicycle"),
            says: [
                "scenario.yaml · บรรทัด 8 · ช่อง travel.profile · ค่า “bicycle”: ต้องเป็นหนึ่งใน walk, school_van",
                "error invalid_value: scenario.yaml, line 8", "one of walk, school_van",
            ]),
        BadInput(
            "unknown objective", files: Village.edited("scenario.yaml", "p_median", "p_medain"),
            says: ["scenario.yaml, line 4, field objective, value “p_medain”", "“p_median”"]),
        BadInput(
            "--set without a value", arguments: ["--set", "hubs.exactly"],
            says: ["--set hubs.exactly", "เขียนเป็น --set คีย์=ค่า", "expected --set key=value"]),
        BadInput(
            "--set of an unknown key", arguments: ["--set", "hubs.exactley=3"],
            says: ["--set hubs.exactley=3", "ไม่รู้จักคีย์ “exactley”", "did you mean “exactly”"]),
        BadInput(
            "--set to more hubs than schools", arguments: ["--set", "hubs.exactly=30"],
            says: ["--set hubs.exactly=30", "hubs.exactly", "ค่า “30”", "only 8 schools"]),
    ]
}
