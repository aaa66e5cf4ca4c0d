import ArgumentParser
import SchoolDistrict

/// `--lock CODE=DECISION`: what the command line decides for one school.
struct LockArgument: ExpressibleByArgument {
    /// The school.
    let schoolCode: String
    /// What holds instead of the school's locks; `nil` only lifts them.
    let lock: Lock?
    /// As typed.
    let text: String

    /// Reads `CODE=stays|hub|not_hub|free|joins:HUB|shares_with:HUB`; `nil` for anything else.
    init?(argument: String) {
        guard let separator = argument.firstIndex(of: "=") else { return nil }
        let code = String(argument[..<separator])
        let words = argument[argument.index(after: separator)...].split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false
        ).map(String.init)
        let hub = words.count == 2 ? words[1] : nil
        guard !code.isEmpty, hub?.isEmpty != true, hub != code else { return nil }
        let decision: Lock.Decision?
        switch (words[0], hub) {
        case ("free", nil): decision = nil
        case ("hub", nil): decision = .hub
        case ("not_hub", nil): decision = .notHub
        case ("stays", nil): decision = .stays
        case ("joins", let hub?): decision = .joins(hubCode: hub)
        case ("shares_with", let hub?): decision = .sharesWith(hubCode: hub)
        default: return nil
        }
        schoolCode = code
        text = argument
        lock = decision.map {
            Lock(schoolCode: code, decision: $0, origin: "--lock \(argument)")
        }
    }
}
