// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "gloss",
    products: [.executable(name: "gloss", targets: ["gloss"]), .executable(name: "gloss-train", targets: ["gloss-train"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        .target(name: "GlossModel"),
        // What runs beside the thread that reads keys.
        .target(name: "GlossThreads"),
        .target(name: "GlossFormats", dependencies: ["GlossModel", "GlossThreads"]),
        // The compiled lexicon: its layout, shared by the compiler and the reader.
        .target(name: "GlossLexicon"),
        .target(name: "GlossAnnotator", dependencies: ["GlossModel", "GlossLexicon"]),
        .target(name: "GlossInterface", dependencies: ["GlossModel"]),
        .systemLibrary(
            name: "CNcurses", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(
            name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        // The index of many reports; opened by gloss library only.
        .target(name: "GlossLibrary", dependencies: ["GlossModel", "CSQLite"]),
        .target(name: "GlossTerminal", dependencies: ["GlossInterface", "GlossModel", "GlossThreads", "CNcurses"]),

        // Everything under Resources/ is compiled into the binary by this plugin.
        .executableTarget(name: "resourcec", dependencies: ["GlossLexicon"]),
        // Learns names from annotated texts: make names.
        .executableTarget(
            name: "gloss-train",
            dependencies: [
                "GlossModel", "GlossAnnotator", "GlossFormats", "GlossLexicon", "GlossResources",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .plugin(name: "CompileResources", capability: .buildTool(), dependencies: ["resourcec"]),
        .target(name: "GlossResources", dependencies: ["CNames"], plugins: ["CompileResources"]),
        // Learned weights, put into the binary as they are.
        .target(name: "CNames", cSettings: [.headerSearchPath("../../Resources")]),

        .executableTarget(
            name: "gloss",
            dependencies: [
                "GlossModel", "GlossFormats", "GlossAnnotator", "GlossInterface", "GlossTerminal",
                "GlossLexicon", "GlossLibrary", "GlossResources", "GlossThreads", "CLinux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", dependencies: ["GlossModel"], path: "Tests/TestSupport"),
        .testTarget(name: "GlossModelTests", dependencies: ["GlossModel", "TestSupport"]),
        .testTarget(
            name: "GlossFormatsTests", dependencies: ["GlossFormats", "GlossModel", "TestSupport"],
            exclude: ["Fixtures", "Traps"]),
        .testTarget(
            name: "GlossAnnotatorTests",
            dependencies: [
                "GlossAnnotator", "GlossLexicon", "GlossModel", "GlossResources", "TestSupport",
            ],
            exclude: ["estimates.txt", "name-sentences.txt", "related-pairs.tsv", "sayings.txt"]),
        .testTarget(
            name: "GlossInterfaceTests",
            dependencies: ["GlossInterface", "GlossFormats", "GlossModel", "GlossResources", "TestSupport"],
            exclude: ["Sessions"]),
        .testTarget(
            name: "GlossLibraryTests", dependencies: ["GlossLibrary", "GlossModel", "TestSupport"]),
        .testTarget(
            name: "GlossTerminalTests", dependencies: ["GlossTerminal", "GlossInterface"]),
        // A program that shows what the terminal reports and dies in several ways on demand.
        .executableTarget(
            name: "TerminalProbe", dependencies: ["GlossTerminal", "GlossInterface", "GlossModel", "GlossThreads"],
            path: "Tests/TerminalProbe"),
        .testTarget(
            name: "EndToEndTests", dependencies: ["gloss", "TerminalProbe", "TestSupport"],
            exclude: ["Golden"]),
    ],
    swiftLanguageModes: [.v6]
)
