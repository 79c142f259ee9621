// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "gloss-bench",
    products: [.executable(name: "gloss-bench", targets: ["gloss-bench"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // Made-up reports with annotations.
        .target(name: "Workloads"),
        // Programs on pseudo-terminals, what stands on their screens, and clocks.
        .target(name: "Measuring"),
        .executableTarget(
            name: "gloss-bench",
            dependencies: [
                "Workloads", "Measuring",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "WorkloadsTests", dependencies: ["Workloads"]),
        .testTarget(name: "MeasuringTests", dependencies: ["Measuring"]),
    ],
    swiftLanguageModes: [.v6]
)
