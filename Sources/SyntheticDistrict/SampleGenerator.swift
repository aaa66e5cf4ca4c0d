/// One file of a generated district folder.
public struct GeneratedFile: Hashable, Sendable {
    /// The path inside the district folder, such as `schools.csv`.
    public var path: String
    /// The bytes, UTF-8 text in every file there is.
    public var contents: [UInt8]

    /// A file from its path and bytes.
    public init(path: String, contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}

/// Makes district folders that look and behave like a real one and are entirely made up.
public enum SampleGenerator {
    /// The names of all files of a district, in the order of ``generate(_:)``.
    public static let fileNames = [
        "district.yaml", "schools.csv", "enrolment.csv", "staff.csv", "villages.csv", "roads.osm",
        "tambons.geojson",
    ]

    /// How the manifest of a generated district begins: what tells it from a real one.
    public static let manifestOpening = "# ข้อมูลสังเคราะห์ทั้งหมด:"

    /// The files of a synthetic district, `district.yaml` first.
    ///
    /// The default options give the district that the repository carries: 209 schools of a rural
    /// office near the border, with villages, roads, a river, an island and subdistricts. The same
    /// options give the same bytes on every machine.
    ///
    /// - Throws: `SampleError` with code `impossibleSize` when a number is out of range, or
    ///   `noLayout` in the rare case that the features of a seed do not fit on the land.
    /// - Complexity: about linear in the number of schools.
    public static func generate(_ options: SampleOptions) throws -> [GeneratedFile] {
        let sizes = try DistrictSizes(options)
        // Now and then the river leaves a small district no room for a road: the land is drawn anew.
        var land = options.seed
        for _ in 0..<19 {
            do {
                return try files(sizes: sizes, land: land, seed: options.seed)
            } catch let error as SampleError where error.code == .noLayout {
                land &+= 0x9e37_79b9_7f4a_7c15
            }
        }
        return try files(sizes: sizes, land: land, seed: options.seed)
    }

    /// The files of one lie of the land; `seed` is the one the user gave.
    private static func files(
        sizes: DistrictSizes, land: UInt64, seed: UInt64
    ) throws -> [GeneratedFile] {
        var landscape = try Landscape(sizes: sizes, seed: land)
        let sites = try SchoolSites(landscape: landscape)
        let names = PlaceNames(landscape: landscape)
        let profiles = SchoolProfiles(sites: sites.schools, landscape: landscape, names: names)
        let staff = StaffRoster(schools: profiles.schools, sizes: sizes, seed: land)
        let homes = Homes(schools: profiles.schools, landscape: landscape)
        try landscape.drawOverpass()
        let rural = profiles.schools.filter { !landscape.villages[$0.village].isWard }
        guard landscape.drawPocket(near: rural.map(\.position)) else {
            throw SampleError(
                code: .noLayout, option: "seed", value: Int(truncatingIfNeeded: seed),
                expected: "another seed, because the unconnected streets of this one find no room")
        }
        let tables = DistrictTables(landscape: landscape, names: names)
        let external = tables.external(sites.external)
        return [
            tables.manifest(sizes: sizes, seed: seed),
            tables.schools(profiles.schools + external),
            tables.enrolment(profiles.schools),
            tables.staff(staff, schools: profiles.schools),
            tables.villages(homes, schools: profiles.schools),
            OpenStreetMapDocument(landscape: landscape).file,
            tables.subdistricts(),
        ]
    }
}
