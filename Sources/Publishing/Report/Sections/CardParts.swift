import NetworkPlanning
import Staffing

/// Teachers of several schools together against every norm.
struct StaffTable {
    let context: ReportContext
    let title: Markup
    let before: [String: StaffBalance]
    let after: [String: StaffBalance]

    var markup: Markup {
        let rows = context.plan.norms.map { norm -> Markup in
            let (before, after) = (before[norm.id], after[norm.id])
            return """
                <tr><th scope="row">\(context.title(of: norm))</th>\
                <td class="n">\(Figures.count(after?.inPost ?? before?.inPost))</td>\
                <td class="n">\(Figures.change(Figures.count(before?.needed), Figures.count(after?.needed)))</td>\
                <td>\(Figures.change(Figures.balance(before), Figures.balance(after)))</td></tr>

                """
        }
        return .table(
            class: "staff",
            head: """
                <tr><th>\(title)</th>\
                <th class="n">\(Markup.both("มีอยู่ (คน)", "In post"))</th>\
                <th class="n">\(Markup.both("ควรมี (อัตรา)", "Needed"))</th>\
                <th>\(Markup.both("ขาด/เกิน", "Balance"))</th></tr>
                """,
            rows: rows)
    }
}

/// Where a committee writes what it thinks of a card, and signs.
enum OpinionBlock {
    static let markup: Markup = """
        <div class="opinion"><p>☐ \(Markup.both("เห็นชอบ", "Approved"))&#160;&#160;&#160;☐ \
        \(Markup.both("ไม่เห็นชอบ", "Not approved"))&#160;&#160;&#160;☐ \(Markup.both("ขอข้อมูลเพิ่ม", "More information wanted"))</p>
        <p class="dots">\(Markup.both("ความเห็น", "Opinion"))</p><p class="dots"></p>
        <p class="sign"><span class="dots">\(Markup.both("ลงชื่อ", "Signed"))</span>\
        <span class="dots">\(Markup.both("ตำแหน่ง", "Position"))</span>\
        <span class="dots">\(Markup.both("วันที่", "Date"))</span></p></div>
        """
}
