import Foundation
import PackagePlugin

/// Compiles Resources/ into Swift sources, so that the binary needs no file beside it and parses
/// nothing at start.
@main
struct CompileResources: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "Resources")
        let output = context.pluginWorkDirectoryURL.appending(path: "ResourceTable.swift")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        let inputs = names.map { folder.appending(path: $0) }.filter { !$0.hasDirectoryPath }
        return [
            .buildCommand(
                displayName: "Compiling resources",
                executable: try context.tool(named: "resourcec").url,
                arguments: [folder.path, output.path], inputFiles: inputs, outputFiles: [output])
        ]
    }
}
