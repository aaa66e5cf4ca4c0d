import SchoolDistrict
import Testing

@testable import DistrictData

/// Positions that nobody can read: said in a finding, counted apart, never as no teacher.
@Suite struct StaffPositionTests {
    /// School 1 has two teachers and one unknown; school 2 a director and four unknown, so that its teachers are unknown.
    private func district() throws -> TemporaryDistrict {
        try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nstaff: {file: staff.csv}\n",
            files: [
                "staff.csv": """
                school,position,count,ชื่อ-สกุล
                33040001,ครู คศ.1,2,นางหนึ่ง
                33040001,ครู???,1,นางสอง
                33040002,ผู้อำนวยการโรงเรียน,1,นายสาม
                33040002,ครูชำนานการพเศษ,3,นายสี่
                33040002,สมชาย ลับสุดยอด,1,ครู

                """
            ])
    }

    @Test func unknownPositionsAreFound() throws {
        let place = try district()
        let loaded = try DistrictReader.read(place.path)
        let found = loaded.findings.filter { $0.code == "unknown_position" }
        #expect(found.map(\.row) == [3, 5, 6])
        #expect(found.map(\.severity) == [.warning, .warning, .warning])
        #expect(found.prefix(2).map(\.value) == ["ครู???", "ครูชำนานการพเศษ"])
        #expect(found[1].expectedThai.contains("หมายถึง “ครูชำนาญการพิเศษ” หรือไม่"))
        // A name where the position should be is not shown.
        #expect(found.allSatisfy { !$0.description.contains("ลับสุดยอด") })
        let schools = loaded.district.schools
        #expect(
            schools[0].staff == StaffRecord(administrators: 0, teachers: 2, unknownPositions: 1))
        #expect(schools[1].staff == nil)
        let gap = loaded.district.gaps.first { $0.subject == .staff }
        #expect(gap?.schoolCodes == ["33040002"])
    }

    /// School 2 is in the staff table with five people of whom none is known to teach: that is said, not that it is missing.
    @Test func pupilsBesideUnknownPositionsAreNotWithoutARow() throws {
        let place = try district()
        try place.write(
            "district.yaml",
            TemporaryDistrict.head + """
                schools: {file: schools.csv}
                staff: {file: staff.csv}
                enrolment: {file: enrolment.csv}

                """)
        try place.write(
            "enrolment.csv", "school,year,grade,pupils\n33040001,2566,P1,9\n33040002,2566,P1,8\n")
        let found = DistrictDoctor.examine(place.path).findings.filter {
            $0.code == "pupils_without_teachers"
        }
        #expect(found.map(\.value) == ["33040002"])
        #expect(found.first?.description.contains("positions of its staff are unknown") == true)
    }

    @Test(arguments: [
        ("ครู???", StaffPost.unknown), ("ผู้จัดการ", .unknown), ("123", .unknown),
        ("ครู วิทยฐานะครูชำนาญการ", .teacher), ("ครู รับเงินเดือนอันดับ คศ.2", .teacher),
        ("ครู (ข้าราชการ)", .teacher), ("ครูธุรการ", .other), ("5. ลูกจ้างประจำ", .other),
        ("รอง ผอ.", .administrator),
    ])
    func posts(_ position: String, _ post: StaffPost) {
        #expect(StaffPost(position: position) == post)
    }
}
