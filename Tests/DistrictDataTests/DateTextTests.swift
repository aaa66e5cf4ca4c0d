import Testing

@testable import DistrictData

@Suite struct DateTextTests {
    @Test(arguments: [
        "10/06/2566", "10/6/2566", "2566-06-10", "10-06-2566", "10.6.2566", "10 มิ.ย. 2566",
        "10 มิ.ย 2566", "10 มิถุนายน 2566", "๑๐ มิ.ย. ๒๕๖๖", "๑๐/๐๖/๒๕๖๖", "๒๕๖๖-๐๖-๑๐",
        "10 มิถุนายน พ.ศ. 2566", "10มิ.ย.66", "10/06/66", "10 June 2023", "10-Jun-2023",
        "2023-06-10", "2023/6/10", "10/06/2566 0:00", "2023-06-10T00:00:00",
    ]) func oneDay(text: String) {
        #expect(DateText.read(text) == "2566-06-10")
    }

    /// 2566 is 2023, no leap year; 2567 is 2024, one.
    @Test(arguments: [
        "", "มิถุนายน 2566", "2566", "31/02/2566", "29/2/2566", "10/13/2566", "0/6/2566",
        "10 มิมิ 2566", "10/06/23", "10/06/1234", "1/2566", "เมื่อวาน", "1.2.3.4",
        "10//06//2566", "99999999999999999999/1/2566",
    ]) func noDay(text: String) {
        #expect(DateText.read(text) == nil)
    }

    @Test func leapDay() { #expect(DateText.read("29 ก.พ. 2567") == "2567-02-29") }

    @Test func daysInText() {
        #expect(DateText.find(in: "ปีการศึกษา 2566 ข้อมูล ณ วันที่ 10 มิ.ย. 2566 (รอบ 1)") == "2566-06-10")
        #expect(DateText.find(in: "dmc_10-06-2566.csv") == "2566-06-10")
        #expect(DateText.find(in: "obec_schools_2022-09.csv") == nil)
        #expect(DateText.find(in: "พิมพ์เมื่อ๑๕พฤศจิกายน๒๕๖๖") == "2566-11-15")
    }

    @Test(arguments: [
        "2566", "๒๕๖๖", "2566.0", "ปีการศึกษา 2566", "พ.ศ. 2566", "1/2566", "ภาคเรียนที่ ๑/๒๕๖๖",
    ])
    func academicYears(text: String) {
        #expect(YearText.read(text) == 2566)
    }

    @Test(arguments: ["", "5/2566", "1/66", "1/2/2566", "สองพัน"])
    func noYears(text: String) {
        #expect(YearText.read(text) == nil)
    }

    /// Any way to write it, the manifest's day comes out in one form.
    @Test(arguments: ["10 มิ.ย. 2566", "\"๑๐/๐๖/๒๕๖๖\"", "2566-06-10", "2023-06-10"])
    func manifestDay(text: String) throws {
        let place = try TemporaryDistrict(head: TemporaryDistrict.head + "as_of: \(text)\n")
        #expect(try DistrictReader.read(place.path).district.asOf == "2566-06-10")
    }
}
