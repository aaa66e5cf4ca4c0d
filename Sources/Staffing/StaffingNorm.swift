import Foundation
import SchoolDistrict

/// A staffing norm as data: how many teachers and administrators a school of given pupils and classes needs.
///
/// Every row is a band of a ``PostRule``, ready to be counted or optimised; what no official text at hand confirms is
/// listed in ``unconfirmedRows`` and travels with the norm to every output. ``NormFile`` documents the file format.
public struct StaffingNorm: Hashable, Sendable, Identifiable {
    /// The administrators of schools up to a number of pupils.
    public struct AdministratorBand: Hashable, Sendable {
        /// The most pupils for which it holds; `nil` for the last band.
        public var upToPupils: Int?
        /// Directors (ผู้อำนวยการ).
        public var directors: Int
        /// Deputy directors (รองผู้อำนวยการ).
        public var deputies: Int
        /// Whether an official text confirms it.
        public var isConfirmed: Bool

        /// A band.
        public init(upToPupils: Int?, directors: Int, deputies: Int, isConfirmed: Bool) {
            self.upToPupils = upToPupils
            self.directors = directors
            self.deputies = deputies
            self.isConfirmed = isConfirmed
        }
    }

    /// A row of the norm that an officer should confirm, said in full.
    public struct UnconfirmedRow: Hashable, Sendable {
        /// The row in Thai.
        public var thai: String
        /// The row in English.
        public var english: String

        /// A row to be confirmed.
        public init(thai: String, english: String) {
            self.thai = thai
            self.english = english
        }
    }

    /// A stable name, such as `tepc-2545`.
    public var id: String
    /// The norm's name in Thai.
    public var titleThai: String
    /// The norm's name in English.
    public var titleEnglish: String
    /// Where the figures come from.
    public var source: String
    /// The Buddhist year from which it holds, or `-`.
    public var effectiveFrom: String
    /// Teachers by pupils and classes.
    public var teacherRule: PostRule
    /// Directors and deputies by size, ascending; the last band has no end.
    public var administratorBands: [AdministratorBand]
    /// The rows that no official text at hand confirms, teachers first; to be shown wherever the norm is.
    public var unconfirmedRows: [UnconfirmedRow]

    /// A norm from its rules.
    ///
    /// - Precondition: each list of bands is ascending and its last band has no end.
    public init(
        id: String, titleThai: String, titleEnglish: String, source: String,
        effectiveFrom: String, teacherRule: PostRule, administratorBands: [AdministratorBand],
        unconfirmedRows: [UnconfirmedRow] = []
    ) {
        self.id = id
        self.titleThai = titleThai
        self.titleEnglish = titleEnglish
        self.source = source
        self.effectiveFrom = effectiveFrom
        self.teacherRule = teacherRule
        self.administratorBands = administratorBands
        self.unconfirmedRows = unconfirmedRows
    }

    /// Reads a norm from JSON in the format of ``NormFile``.
    ///
    /// - Throws: `StaffingError` naming the place of the fault and what was expected.
    public init(json: some Sequence<UInt8>) throws {
        self = try NormFile.read(Data(json)).norm()
    }

    /// Whether every row has been confirmed from an official text.
    public var confirmed: Bool {
        unconfirmedRows.isEmpty && teacherRule.bands.allSatisfy(\.isConfirmed)
            && administratorBands.allSatisfy(\.isConfirmed)
    }

    /// Directors and deputies together, as a rule.
    public var administratorRule: PostRule {
        PostRule(
            bands: administratorBands.map { band in
                let posts = Double(band.directors + band.deputies)
                return PostRule.Band(
                    upToPupils: band.upToPupils,
                    parts: [PostRule.Part(constant: posts, rounding: .up)],
                    isConfirmed: band.isConfirmed)
            })
    }

    /// Directors of a school of so many pupils; none without pupils.
    public func directors(pupils: Int) -> Int { band(pupils)?.directors ?? 0 }

    /// Deputy directors of a school of so many pupils; none without pupils.
    public func deputies(pupils: Int) -> Int { band(pupils)?.deputies ?? 0 }

    /// The posts a school needs.
    ///
    /// - Parameters:
    ///   - pupils: pupils by grade.
    ///   - classes: classes by grade as taught; norms by head-count form their own rooms instead.
    /// - Returns: zero posts for a school without pupils.
    public func requirement(pupils: GradeCounts, classes: GradeCounts) -> StaffRequirement {
        let total = pupils.total
        return StaffRequirement(
            teachers: teacherRule.posts(pupils: pupils, classes: classes),
            administrators: directors(pupils: total) + deputies(pupils: total))
    }

    /// Whether an official text confirms what the norm says of a school of so many pupils.
    public func isConfirmed(pupils: Int) -> Bool {
        (teacherRule.band(pupils: pupils)?.isConfirmed ?? true)
            && (band(pupils)?.isConfirmed ?? true)
    }

    private func band(_ pupils: Int) -> AdministratorBand? {
        guard pupils > 0 else { return nil }
        return administratorBands.first { $0.upToPupils.map { pupils <= $0 } ?? true }
    }
}
