/// What offices and programs write above the columns that the planner knows.
///
/// The layouts of DOMAIN 4.3 are here word for word, so that they need no mapping.
enum HeaderWords {
    /// A header as it is compared: lower case, without blanks, points, dashes and brackets.
    static func compact(_ header: String) -> String {
        ThaiText.normalise(header).lowercased().filter {
            !" ._-()[]/:\"'*\n\r\t".contains($0)
        }
    }

    /// Whether any table knows the header.
    static func isKnown(_ header: String) -> Bool {
        guard !header.isEmpty else { return false }
        return all.contains(compact(header)) || GradeColumn(header: header) != nil
    }

    private static let all: Set<String> = Set(
        TableKind.allCases.flatMap { kind in
            kind.columns.flatMap { [compact($0)] + synonyms(of: $0, in: kind).map(compact) }
        } + ["ลำดับ", "ลำดับที่", "ที่", "no"] + PersonalData.headerWords)

    /// The headers that stand for a column, the preferred first.
    static func synonyms(of column: String, in kind: TableKind) -> [String] {
        switch (kind, column) {
        case (.schools, "code"):
            schoolCodes + ["รหัส", "code", "id"]
        case (.reported, "destination"):
            [
                "ปลายทาง", "รหัสปลายทาง", "ถึง", "ถึงโรงเรียน", "โรงเรียนปลายทาง", "รหัสโรงเรียนปลายทาง",
                "to",
                "to_school", "school",
            ] + schoolCodes
        case (.reported, "origin"):
            [
                "ต้นทาง", "รหัสต้นทาง", "จาก", "จากโรงเรียน", "โรงเรียนต้นทาง", "รหัสโรงเรียนต้นทาง", "from",
                "from_school", "village",
            ] + villageCodes
        case (.reported, "origin_type"): ["ประเภทต้นทาง", "ชนิดต้นทาง"]
        case (.reported, "distance_km"):
            [
                "ระยะทาง (กม.)", "ระยะทาง กม.", "ระยะทาง (กิโลเมตร)", "ระยะทางกิโลเมตร", "ระยะทาง",
                "distance",
                "km", "kilometres",
            ]
        case (.reported, "distance_m"):
            ["ระยะทาง (ม.)", "ระยะทาง (เมตร)", "ระยะทางเมตร", "metres", "meters"]
        case (.reported, "minutes"):
            ["เวลา (นาที)", "เวลาเดินทาง (นาที)", "เวลาเดินทาง นาที", "นาที", "เวลาเดินทาง"]
        case (.reported, "mode"): ["วิธีเดินทาง", "การเดินทาง", "พาหนะ"]
        case (.reported, "season"): ["ฤดู", "ฤดูกาล"]
        case (.reported, "note"): ["หมายเหตุ", "แหล่งข้อมูล", "ที่มา", "remark", "source"]
        case (.villages, "stated_km"):
            [
                "ระยะทางบ้าน-โรงเรียน (กม.)", "ระยะทางจากบ้านถึงโรงเรียน (กม.)",
                "ระยะทางจากบ้านถึงโรงเรียน",
                "ระยะทางถึงโรงเรียน", "ระยะทางบ้านโรงเรียน", "home_school_km",
            ]
        case (_, "school"): schoolCodes
        case (.villages, "code"):
            villageCodes
        case (.boundaries, "code"):
            ["รหัสตำบล", "tambon_code", "tam_code", "subdistrict_code", "ADM3_PCODE", "TA_ID"]
        case (.schools, "name_th"): schoolNames + ["ชื่อ", "name:th", "name"]
        case (.villages, "name_th"):
            ["ชื่อหมู่บ้าน", "หมู่บ้าน", "ชื่อบ้าน", "village_name", "vill_name", "vill_nam_t", "name"]
        case (.boundaries, "name_th"):
            ["ADM3_TH", "ชื่อตำบล", "ตำบล", "TAMBON_T", "tam_nam_t", "tambon_th", "name_th", "name"]
        case (.boundaries, "district"): ["ADM2_TH", "AMPHOE_T", "amp_nam_t"] + districts
        case (_, "longitude"):
            ["lon", "lng", "long", "ลองจิจูด", "ลองติจูด", "ลองกิจูด", "พิกัดลองจิจูด", "point_x"]
        case (_, "latitude"): ["lat", "ละติจูด", "ละติจูต", "พิกัดละติจูด", "point_y"]
        case (_, "x"): ["easting", "utm_e", "utm_x", "utm e", "พิกัด x", "ค่าพิกัด x"]
        case (_, "y"): ["northing", "utm_n", "utm_y", "utm n", "พิกัด y", "ค่าพิกัด y"]
        case (_, "subdistrict"): ["ตำบล", "แขวง", "ตำบล/แขวง", "ชื่อตำบล", "tambon", "sub_district"]
        case (_, "district"): districts
        default: single[column] ?? []
        }
    }

    private static let schoolCodes = [
        "รหัสโรงเรียน 10 หลัก", "school_id", "รหัส Smis 8 หลัก", "รหัสsmis", "smis_code8", "smis_code",
        "smis", "รหัสโรงเรียน", "รหัสสถานศึกษา", "school_code", "moe_code10", "moe_code",
        "รหัส Obec 6 หลัก", "obec_code",
    ]
    private static let villageCodes = [
        "รหัสหมู่บ้าน", "รหัสหมู่บ้าน 8 หลัก", "village_code", "vill_code", "villcode", "vill_id",
    ]
    private static let schoolNames = [
        "ชื่อสถานศึกษา(ไทย)", "ชื่อสถานศึกษา", "ชื่อโรงเรียน", "โรงเรียน", "สถานศึกษา",
        "school_name_th", "school_name", "lm_name_t",
    ]
    private static let districts = ["อำเภอ", "เขต/อำเภอ", "อำเภอ/เขต", "ชื่ออำเภอ", "amphoe", "amphur"]

    private static let single: [String: [String]] = [
        "group": [
            "เครือข่ายพัฒนาคุณภาพการศึกษา", "กลุ่มโรงเรียน", "กลุ่มเครือข่าย", "ศูนย์เครือข่าย", "school_group",
        ],
        "grades_offered": [
            "ระดับที่เปิดสอน", "ระดับชั้นที่เปิดสอน", "ชั้นที่เปิดสอน", "ชั้นเรียนที่เปิดสอน", "เปิดสอนชั้น", "เปิดสอนระดับ",
            "level_type", "level",
        ],
        "rooms": ["จำนวนห้องเรียนตามแปลน", "จำนวนห้องตามแปลน", "ห้องเรียนที่มี", "จำนวนห้องเรียน"],
        "internet": ["อินเทอร์เน็ต", "อินเตอร์เน็ต", "มีอินเทอร์เน็ต"],
        "computers": ["คอมพิวเตอร์", "จำนวนคอมพิวเตอร์"],
        "housing_units": ["บ้านพักครู", "จำนวนบ้านพักครู"],
        "land_rai": ["เนื้อที่", "เนื้อที่(ไร่)", "ที่ดิน(ไร่)"],
        "note": ["หมายเหตุ", "remark"],
        "nt_score": ["คะแนน NT", "ผล NT"], "rt_score": ["คะแนน RT", "ผล RT"],
        "onet_score": ["คะแนน O-NET", "ผล O-NET"],
        "year": ["ปีการศึกษา", "academic_year"],
        "grade": ["ชั้น/เพศ", "ชั้น", "ระดับชั้น", "ชั้นเรียน", "class_level"],
        "pupils": [
            "รวม", "จำนวนนักเรียน", "นักเรียน", "นักเรียนรวม", "จำนวนนักเรียนรวม", "students", "total",
        ],
        "classes": ["ห้องเรียน", "ห้อง", "จำนวนห้อง", "จำนวนห้องเรียน"],
        "position": ["ตำแหน่ง", "ชื่อตำแหน่ง"],
        "major": ["วิชาเอก", "สาขาวิชา", "สาขาวิชาเอก", "เอก"],
        "count": [
            "ข้าราชการครูและบุคลากรทางการศึกษา (คน)_รวม", "จำนวน", "จำนวนคน", "จำนวนครู", "รวม",
        ],
        "retiring": ["เกษียณ", "จำนวนเกษียณ", "เกษียณอายุราชการ"],
        "class": ["highway", "fclass", "ประเภทถนน", "road_class", "RTT_DESCRI"],
        "poor": ["นักเรียนยากจน", "ยากจน"], "disabled": ["นักเรียนพิการ", "พิการ"],
    ]
}

extension HeaderWords {
    /// Whether a header is a name cut to the ten bytes of a shapefile: `grades_off` of `grades_offered`.
    static func isCut(_ header: String, of name: String) -> Bool {
        header.utf8.count == 10 && name.utf8.count > 10 && name.hasPrefix(header.lowercased())
    }

    /// How a column of the planner was found in a file.
    struct Match: Hashable {
        /// How sure the match is.
        enum Confidence: String, Hashable, Comparable {
            /// Part of the header only.
            case guessed
            /// A header that stands for it.
            case synonym
            /// The planner's own name.
            case exact

            private var rank: Int { self == .exact ? 2 : self == .synonym ? 1 : 0 }

            static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
        }

        var column: String
        var header: String
        var confidence: Confidence
    }

    /// The columns of a kind that a header has, in the kind's order; each header is used once.
    static func matches(_ kind: TableKind, in header: [String]) -> [Match] {
        let compacted = header.map(compact)
        var used: Set<Int> = []
        var found: [String: Match] = [:]
        func take(
            _ column: String, _ confidence: Match.Confidence, _ index: Int?
        ) {
            guard found[column] == nil, let index, !used.contains(index) else { return }
            used.insert(index)
            found[column] = Match(column: column, header: header[index], confidence: confidence)
        }
        for column in kind.columns {
            take(column, .exact, compacted.firstIndex(of: compact(column)))
        }
        for column in kind.columns {
            take(column, .exact, header.firstIndex { isCut($0, of: column) })
        }
        for column in kind.columns {
            for synonym in synonyms(of: column, in: kind) {
                take(column, .synonym, compacted.firstIndex(of: compact(synonym)))
            }
        }
        for column in kind.columns where found[column] == nil {
            let words = synonyms(of: column, in: kind).map(compact).filter { $0.count >= 5 }
            let index = compacted.indices.first { index in
                !used.contains(index) && words.contains { compacted[index].contains($0) }
            }
            take(column, .guessed, index)
        }
        return kind.columns.compactMap { found[$0] }
    }
}
