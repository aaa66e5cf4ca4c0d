import Foundation
import Testing

/// One way to spoil the input, and what the planner must say about it.
struct BadInput: CustomTestStringConvertible, Sendable {
    var name: String
    var exitCode: Int32
    /// Files that take the place of good ones; `nil` removes the file.
    var files: [String: Data?]
    /// Arguments after `plan scenario.yaml --output out`.
    var arguments: [String]
    /// What standard error must hold: file, line or row, field, value, expectation.
    var says: [String]

    init(
        _ name: String, exit exitCode: Int32 = 65, files: [String: Data?] = [:],
        arguments: [String] = [], says: [String]
    ) {
        self.name = name
        self.exitCode = exitCode
        self.files = files
        self.arguments = arguments
        self.says = says
    }

    var testDescription: String { name }

    static let all = missing + tables + positions + texts + yaml + hubCounts + locks + values
}

extension BadInput {
    private static let missing = [
        BadInput(
            "scenario absent", exit: 66, files: ["scenario.yaml": nil],
            says: ["scenario.yaml", "ไม่พบไฟล์นี้", "file_missing", "does not exist"]),
        BadInput(
            "district folder absent", exit: 66,
            files: Village.edited("scenario.yaml", "district: district", "district: nowhere"),
            says: ["nowhere/district.yaml", "ไม่พบไฟล์นี้", "does not exist"]),
        BadInput(
            "table file absent", exit: 66, files: ["district/enrolment.csv": nil],
            says: [
                "district.yaml · บรรทัด 5 · ช่อง enrolment.file · ค่า “enrolment.csv”: ไม่พบไฟล์นี้",
                "line 5, field enrolment.file, value “enrolment.csv”: the file does not exist",
            ]),
        BadInput(
            "roads file absent", exit: 66, files: ["district/roads.geojson": nil],
            says: [
                "district.yaml, line 8, field roads.file, value “roads.geojson”",
                "ไม่พบไฟล์นี้",
            ]),
    ]

    private static let tables = [
        BadInput(
            "text in a number",
            files: Village.edited("district/schools.csv", "เมือง,K2-P6,10,", "เมือง,K2-P6,สิบ,"),
            says: [
                "schools.csv · แถว 2 · ช่อง rooms · ค่า “สิบ”: ต้องเป็นตัวเลข",
                "error not_a_number: schools.csv, row 2, field rooms, value “สิบ”: a number",
            ]),
        BadInput(
            "duplicate school code",
            files: Village.edited("district/schools.csv", "33040003,", "33040001,"),
            says: [
                "schools.csv · แถว 4 · ช่อง code · ค่า “33040001”: รหัสซ้ำกับแถว 2",
                "error duplicate_code: schools.csv, row 4, field code", "already used in row 2",
            ]),
        BadInput(
            "unknown grade",
            files: Village.edited("district/enrolment.csv", "2566,P6,14", "2566,P7,14"),
            says: [
                "enrolment.csv · แถว 9 · ช่อง grade · ค่า “P7”: ต้องเป็นชั้น อ.1–3",
                "error unknown_grade: enrolment.csv, row 9, field grade, value “P7”",
            ]),
        BadInput(
            "negative pupils",
            files: Village.edited("district/enrolment.csv", "2566,K2,14", "2566,K2,-14"),
            says: [
                "enrolment.csv · แถว 2 · ช่อง pupils · ค่า “-14”: จำนวนต้องไม่ติดลบ",
                "error negative_number: enrolment.csv, row 2, field pupils, value “-14”",
            ]),
        BadInput(
            "unknown school in enrolment",
            files: Village.edited(
                "district/enrolment.csv", "33040001,2566,K2", "33040009,2566,K2"),
            says: [
                "enrolment.csv · แถว 2 · ช่อง school · ค่า “33040009”",
                "error unknown_school: enrolment.csv, row 2, field school, value “33040009”",
            ]),
        BadInput(
            "duplicate enrolment row",
            files: Village.edited("district/enrolment.csv", "2566,K3,14", "2566,K2,14"),
            says: ["enrolment.csv, row 3, field grade, value “K2”", "แถว 2", "row 2"]),
        BadInput(
            "required column missing",
            files: Village.edited(
                "district/enrolment.csv", "year,grade,pupils", "year,grades,pupils"),
            says: [
                "enrolment.csv · แถว 1 · ช่อง grade", "ไม่มีช่อง “grade”",
                "error missing_column: enrolment.csv, row 1, field grade", "“grades”",
            ]),
        BadInput(
            "mapped column missing",
            files: Village.edited(
                "district/district.yaml", "schools: {file: schools.csv}",
                "schools: {file: schools.csv, columns: {rooms: room}}"),
            says: [
                "district.yaml · บรรทัด 4 · ช่อง schools.columns.rooms · ค่า “room”",
                "district.yaml, line 4, field schools.columns.rooms, value “room”", "“rooms”",
            ]),
    ]

    private static let positions = [
        BadInput(
            "unknown coordinate system",
            files: Village.edited("district/district.yaml", "EPSG:4326", "EPSG:99999"),
            says: [
                "district.yaml · บรรทัด 3 · ช่อง crs · ค่า “EPSG:99999”: ไม่รู้จักระบบพิกัดนี้",
                "error unknown_crs: district.yaml, line 3, field crs, value “EPSG:99999”",
                "EPSG:32647",
            ]),
        BadInput(
            "coordinate system that does not fit the numbers",
            files: Village.edited("district/district.yaml", "EPSG:4326", "EPSG:32648"),
            says: ["schools.csv", "แถว 2", "row 2", "longitude", "EPSG:32648"]),
        BadInput(
            "metres called degrees",
            files: Village.edited("district/schools.csv", "104.60,14.60", "241400,1615600"),
            says: [
                "schools.csv · แถว 2 · ช่อง longitude", "ให้ระบุ crs", "error outside_world",
                "schools.csv, row 2, field longitude", "241400", "EPSG:32648",
            ]),
        BadInput(
            "longitude and latitude swapped",
            files: Village.edited("district/schools.csv", "104.60,14.60", "14.60,104.60"),
            says: [
                "schools.csv · แถว 2 · ช่อง longitude", "สลับลองจิจูดกับละติจูด",
                "error swapped_coordinates: schools.csv, row 2", "14.6, 104.6",
            ]),
        BadInput(
            "position outside Thailand",
            files: Village.edited("district/schools.csv", "104.60,14.60", "114.60,14.60"),
            says: [
                "schools.csv · แถว 2", "อยู่นอกประเทศไทย", "error outside_country",
                "schools.csv, row 2", "114.6",
            ]),
        BadInput(
            "degrees and minutes",
            files: Village.edited("district/schools.csv", "104.60,14.60", "104°36′,14.60"),
            says: ["schools.csv, row 2, field longitude, value “104°36′”", "พิกัดต้องเป็นตัวเลขทศนิยม"]),
    ]

    private static let texts = [
        BadInput(
            "empty file", files: ["district/staff.csv": Data()],
            says: [
                "district.yaml · บรรทัด 6 · ช่อง staff.file · ค่า “staff.csv”: ไฟล์ว่างเปล่า",
                "error empty_file: district.yaml, line 6, field staff.file", "the file is empty",
            ]),
        BadInput(
            "header only", files: ["district/staff.csv": Data("school,position\n".utf8)],
            says: ["staff.csv", "มีหัวตารางแต่ไม่มีข้อมูล", "error no_data_rows: staff.csv"]),
        BadInput(
            "quote never closed",
            files: Village.edited("district/schools.csv", ",บ้านสอง,", ",\"บ้านสอง,"),
            says: ["schools.csv · แถว 3", "error unclosed_quote: schools.csv, row 3"]),
        BadInput(
            "text after a quote",
            files: Village.edited("district/schools.csv", ",บ้านสอง,", ",\"บ้าน\"สอง,"),
            says: ["schools.csv · แถว 3", "error stray_text: schools.csv, row 3"]),
        BadInput(
            "one cell too many",
            files: Village.edited("district/schools.csv", ",บ้านสอง,", ",บ้าน,สอง,"),
            says: ["schools.csv · แถว 3", "error cell_count: schools.csv, row 3", "10", "9"]),
        BadInput(
            "invalid UTF-8",
            files: [
                "district/schools.csv": Data("code,name_th,longitude,latitude\n1,".utf8)
                    + Data([0xBA, 0xFF, 0xD2]) + Data(",104.6,14.6\n".utf8)
            ],
            says: ["schools.csv · แถว 2", "error invalid_utf8: schools.csv, row 2", "UTF-8"]),
        BadInput(
            "a layer that is no layer",
            files: ["district/roads.geojson": Data("<html>404</html>".utf8)],
            says: [
                "district.yaml · บรรทัด 8 · ช่อง roads.file · ค่า “roads.geojson”",
                "error layer_unreadable: district.yaml, line 8",
            ]),
    ]
}
