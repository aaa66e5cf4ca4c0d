// swift-tools-version: 6.2
import PackageDescription

/// The rooms of the planner, floor by floor; arrows only point down (see README, "The house").
let package = Package(
    name: "schoolnet",
    products: [
        .executable(name: "schoolnet", targets: ["schoolnet"]),
        .executable(name: "location-bench", targets: ["location-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 0: C libraries, found by pkg-config.
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CHiGHS", pkgConfig: "highs"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Floor 1: plain values.
        .target(name: "SpatialTypes"),
        .target(name: "Containers"),

        // Floor 2: the only doors to C.
        .target(name: "Projections", dependencies: ["CPROJ", "SpatialTypes"]),
        .target(name: "PlanarGeometry", dependencies: ["CGEOS", "SpatialTypes"]),
        .target(name: "VectorData", dependencies: ["CGDAL", "SpatialTypes"]),
        .target(name: "OpenStreetMapData", dependencies: ["CZlib", "SpatialTypes"]),
        .target(name: "MixedIntegerProgramming", dependencies: ["CHiGHS"]),

        // Floor 3: the three subjects, each without the others.
        .target(
            name: "RoadNetwork", dependencies: ["Containers", "Projections", "SpatialTypes"],
            resources: [.embedInCode("Profiles")]),
        .target(name: "FacilityLocation", dependencies: ["MixedIntegerProgramming"]),
        .target(name: "SchoolDistrict", dependencies: ["SpatialTypes"]),

        // Floor 4: what a school needs, and what a pupil travels.
        .target(
            name: "Staffing", dependencies: ["SchoolDistrict", "SpatialTypes"],
            resources: [.embedInCode("Norms"), .embedInCode("Majors")]),
        .target(
            name: "Accessibility",
            dependencies: [
                "Containers", "PlanarGeometry", "Projections", "RoadNetwork", "SchoolDistrict",
                "SpatialTypes",
            ]),
        .target(name: "SyntheticDistrict", dependencies: ["SchoolDistrict"]),

        // Floor 5: the plan.
        .target(
            name: "NetworkPlanning",
            dependencies: [
                "Accessibility", "FacilityLocation", "RoadNetwork", "SchoolDistrict",
                "SpatialTypes", "Staffing",
            ]),

        // Floor 6: files in, files out.
        .target(
            name: "DistrictData",
            dependencies: [
                "Containers", "OpenStreetMapData", "PlanarGeometry", "Projections", "RoadNetwork",
                "SchoolDistrict", "SpatialTypes", "VectorData", "Yams",
            ]),
        .target(
            name: "Publishing",
            dependencies: [
                "Accessibility", "NetworkPlanning", "PlanarGeometry", "Projections", "RoadNetwork",
                "SchoolDistrict", "SpatialTypes", "Staffing",
            ]),

        // Floor 7: wiring.
        .executableTarget(
            name: "schoolnet",
            dependencies: [
                "Accessibility", "DistrictData", "MixedIntegerProgramming", "NetworkPlanning",
                "PlanarGeometry", "Projections", "Publishing", "RoadNetwork", "SchoolDistrict",
                "SpatialTypes", "Staffing", "SyntheticDistrict", "VectorData",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // Measured speed of roads, beside the product (see README, "Benchmarks").
        .executableTarget(
            name: "road-bench",
            dependencies: [
                "Containers", "DistrictData", "RoadNetwork", "SpatialTypes",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["osrm_table.py"]),

        .executableTarget(
            name: "location-bench",
            dependencies: [
                "Containers", "FacilityLocation", "MixedIntegerProgramming",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // What several test targets share.
        .target(
            name: "TestSupport", dependencies: ["MixedIntegerProgramming"],
            path: "Tests/TestSupport"),

        .testTarget(name: "SpatialTypesTests", dependencies: ["SpatialTypes"]),
        .testTarget(name: "ContainersTests", dependencies: ["Containers", "TestSupport"]),
        .testTarget(
            name: "ProjectionsTests", dependencies: ["Projections", "SpatialTypes", "TestSupport"]),
        .testTarget(
            name: "PlanarGeometryTests",
            dependencies: ["PlanarGeometry", "SpatialTypes", "TestSupport"]),
        .testTarget(
            name: "OpenStreetMapDataTests",
            dependencies: ["OpenStreetMapData", "SpatialTypes", "TestSupport"]),
        .testTarget(name: "VectorDataTests", dependencies: ["SpatialTypes", "VectorData"]),
        .testTarget(
            name: "MixedIntegerProgrammingTests",
            dependencies: ["MixedIntegerProgramming", "TestSupport"]),
        .testTarget(
            name: "RoadNetworkTests",
            dependencies: ["Containers", "RoadNetwork", "SpatialTypes", "TestSupport"]),
        .testTarget(
            name: "FacilityLocationTests",
            dependencies: ["FacilityLocation", "MixedIntegerProgramming", "TestSupport"]),
        .testTarget(name: "SchoolDistrictTests", dependencies: ["SchoolDistrict"]),
        .testTarget(
            name: "StaffingTests",
            dependencies: [
                "MixedIntegerProgramming", "SchoolDistrict", "SpatialTypes", "Staffing",
                "TestSupport",
            ]),
        .testTarget(
            name: "AccessibilityTests",
            dependencies: [
                "Accessibility", "PlanarGeometry", "Projections", "RoadNetwork", "SchoolDistrict",
                "SpatialTypes", "TestSupport",
            ]),
        .testTarget(
            name: "SyntheticDistrictTests", dependencies: ["SchoolDistrict", "SyntheticDistrict"]),
        .testTarget(
            name: "DistrictDataTests",
            dependencies: [
                "Accessibility", "DistrictData", "PlanarGeometry", "Projections", "RoadNetwork",
                "SchoolDistrict", "SpatialTypes", "TestSupport", "VectorData",
            ],
            exclude: ["Fixtures", "Fuzz/Corpus"]),
        .testTarget(
            name: "NetworkPlanningTests",
            dependencies: [
                "Accessibility", "DistrictData", "FacilityLocation", "MixedIntegerProgramming",
                "NetworkPlanning", "RoadNetwork", "SchoolDistrict", "SpatialTypes", "Staffing",
                "TestSupport",
            ]),
        .testTarget(
            name: "PublishingTests",
            dependencies: [
                "Accessibility", "NetworkPlanning", "Publishing", "RoadNetwork",
                "SchoolDistrict", "SpatialTypes", "Staffing", "TestSupport",
            ]),
        .testTarget(
            name: "schoolnetTests",
            dependencies: [
                "NetworkPlanning", "SchoolDistrict", "Staffing", "TestSupport", "schoolnet",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
