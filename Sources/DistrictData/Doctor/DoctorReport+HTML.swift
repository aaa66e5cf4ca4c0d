extension DoctorReport {
    /// The findings as one self-contained page: Thai with English beside it, one section for each school, so that each can
    /// be sent back to its school.
    ///
    /// Findings of no school come first, under the name of the file. On paper every school starts a page.
    public func html() -> String {
        let bySchool = Dictionary(grouping: findings.filter { $0.schoolCode != nil }) {
            $0.schoolCode ?? ""
        }
        let general = findings.filter { $0.schoolCode == nil }
        let codes = bySchool.keys.sorted()
        var parts = [Self.head, summary(schools: codes.count)]
        parts.append(index(codes, bySchool))
        if !general.isEmpty {
            parts.append(section("ทั้งเขต", "The whole district", id: "general", general))
        }
        for code in codes {
            let name =
                schoolNames[code].map { "โรงเรียน\($0.removingPrefix(["โรงเรียน"]))" } ?? "ไม่ทราบชื่อ"
            parts.append(section(name, code, id: "s" + code, bySchool[code] ?? []))
        }
        parts.append("</main></body></html>\n")
        return parts.joined(separator: "\n")
    }

    private func summary(schools: Int) -> String {
        let safe = findings.count { $0.repair?.isSafe == true }
        return """
            <header><h1>ผลการตรวจข้อมูลเขต <span lang="en">District data check</span></h1>
            <p class="counts"><b class="error">ผิดพลาด \(count(.error))</b>
            <b class="warning">ควรตรวจ \(count(.warning))</b>
            <b class="note">แจ้งเพื่อทราบ \(count(.note))</b>
            <b>แก้อัตโนมัติได้ \(safe)</b> <b>โรงเรียนที่เกี่ยวข้อง \(schools) แห่ง</b></p>
            <p lang="en">\(count(.error)) errors, \(count(.warning)) warnings, \(count(.note)) notes; \
            \(safe) can be mended by <code>--fix</code>; \(schools) schools concerned.</p>
            <p>ขอให้โรงเรียนตรวจรายการของตน เขียนค่าที่ถูกต้องในช่องสุดท้าย แล้วส่งคืนเขตพื้นที่
            <span lang="en">Schools: please check your rows, write the right value in the last column, and return the page.</span></p>
            </header><main>
            """
    }

    private func index(_ codes: [String], _ bySchool: [String: [Finding]]) -> String {
        guard !codes.isEmpty else { return "" }
        let links = codes.map { code in
            let list = bySchool[code] ?? []
            let worst = list.map(\.severity).min() ?? .note
            return
                "<li><a class=\"\(worst.rawValue)\" href=\"#s\(escaped(code))\">\(escaped(code)) "
                + "\(escaped(schoolNames[code] ?? ""))</a> \(list.count)</li>"
        }
        return "<nav><h2>โรงเรียนที่ต้องตรวจ <span lang=\"en\">Schools to check</span></h2><ul>\n"
            + links.joined(separator: "\n") + "\n</ul></nav>"
    }

    private func section(
        _ title: String, _ subtitle: String, id: String, _ findings: [Finding]
    ) -> String {
        // A school is shown everything that is its own; of the district's the first few of each kind.
        let isGeneral = id == "general"
        let rows = FindingText.groups(findings).flatMap { group in
            isGeneral
                ? group.first.map(row) + (group.rest.map { [rest($0.thai, $0.english)] } ?? [])
                : findings.filter {
                    $0.code == group.first[0].code && $0.severity == group.first[0].severity
                }.map(row)
        }.joined(separator: "\n")
        return """
            <section id="\(escaped(id))"><h2>\(escaped(title)) <span lang="en">\(escaped(subtitle))</span></h2>
            <table><colgroup><col style="width:11%"><col style="width:19%"><col style="width:13%">
            <col style="width:25%"><col style="width:19%"><col style="width:13%"></colgroup>
            <thead><tr><th>ระดับ <span lang="en">level</span></th><th>ที่ <span lang="en">place</span></th>
            <th>ค่าที่พบ <span lang="en">found</span></th>
            <th>สิ่งที่ควรเป็น <span lang="en">expected</span></th>
            <th>ข้อเสนอ <span lang="en">repair</span></th><th>ค่าที่ถูกต้อง <span lang="en">right value</span></th></tr></thead><tbody>
            \(rows)
            </tbody></table>\(isGeneral ? "" : Self.signature)</section>
            """
    }

    /// What a school needs on its own sheet of paper; the screen does not show it.
    private static let signature = """
        <p class="sign">ขอให้ตรวจรายการข้างต้น เขียนค่าที่ถูกต้องในช่องสุดท้าย แล้วส่งคืนเขตพื้นที่
        <span lang="en">Please check, write the right value in the last column, and return this page.</span><br>
        ลงชื่อ ........................................ ตำแหน่ง ................................ \
        วันที่ ....................</p>
        """

    /// The line for the findings of one kind that the page leaves out.
    private func rest(_ thai: String, _ english: String) -> String {
        "<tr><td colspan=\"6\" class=\"rest\">\(escaped(thai)) "
            + "<span lang=\"en\">\(escaped(english)); all of them: --format json</span></td></tr>"
    }

    private func row(_ finding: Finding) -> String {
        let place = finding.thaiPlaces.map(escaped)
        return """
            <tr><td class="\(finding.severity.rawValue)">\(finding.severity.thaiLabel)</td>
            <td>\(place.joined(separator: " · "))<br><code>\(escaped(finding.code))</code></td>
            <td>\(finding.value.map(escaped) ?? "–")</td>
            <td>\(escaped(finding.expectedThai))<div lang="en">\(escaped(finding.expectedEnglish))</div></td>
            <td>\(finding.repair.map(cell) ?? "–")</td><td class="answer"></td></tr>
            """
    }

    private func cell(_ repair: Repair) -> String {
        let changes = repair.changes.map {
            "\(escaped($0.column)): <del>\(escaped($0.old))</del> → <ins>\(escaped($0.new))</ins>"
        }
        let moved = repair.movedMetres.map { " (ย้าย \(Int($0)) ม.)" } ?? ""
        return changes.joined(separator: "<br>") + moved
            + "<div>\(repair.isSafe ? "แก้ได้แน่นอน" : "ต้องยืนยัน"): \(escaped(repair.reasonThai))</div>"
            + "<div lang=\"en\">\(escaped(repair.reasonEnglish))</div>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    private static let head = """
        <!DOCTYPE html>
        <html lang="th"><head><meta charset="utf-8"><title>ผลการตรวจข้อมูลเขต</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        body{font-family:"TH Sarabun New","Sarabun","Noto Sans Thai","Loma","Garuda",sans-serif;margin:0;
        color:#1b2430;background:#f4f6f8;line-height:1.5}
        header,main{max-width:72rem;margin:0 auto;padding:1rem}
        h1{margin:.2em 0}h2{margin:0 0 .5rem;font-size:1.15rem}
        [lang=en]{color:#5a6775;font-size:.85em;font-weight:normal}
        .counts b{display:inline-block;padding:.15rem .7rem;margin:0 .3rem .3rem 0;border-radius:1rem;
        background:#e3e8ed}
        b.error,td.error,a.error{color:#9b1c1c}b.warning,td.warning,a.warning{color:#8a4b00}
        b.note,td.note,a.note{color:#33556e}
        td.error,td.warning,td.note{font-weight:bold;white-space:nowrap}
        nav ul{columns:20rem;padding-left:1.2rem}
        nav,section{background:#fff;border:1px solid #d8dfe6;border-radius:.5rem;padding:1rem;
        margin:0 0 1rem;overflow-x:auto}
        table{border-collapse:collapse;width:100%;min-width:44rem;table-layout:fixed;font-size:.95rem}
        th,td{border:1px solid #d8dfe6;padding:.35rem .5rem;text-align:left;vertical-align:top;
        overflow-wrap:anywhere}
        th{background:#eef2f5}.sign{display:none}
        del{color:#9b1c1c}ins{color:#14632f;text-decoration:none;font-weight:bold}
        code{font-size:.85em;color:#5a6775}
        @page{size:A4 landscape;margin:12mm}
        @media print{body{background:#fff}main,header{max-width:none;padding:0}nav{display:none}
        section{border:0;break-before:page;padding:0 1px;overflow:visible}tr{break-inside:avoid}
        thead{display:table-header-group}.sign{display:block;margin-top:1.5rem;line-height:2.4}}
        </style></head><body>
        """
}
