import GlossAnnotator
import GlossModel
import GlossResources

/// `gloss --version --verbose`: which version, and what is built in of what can be left out.
enum VersionDetail {
    static func isAsked(_ arguments: [String]) -> Bool {
        arguments.count == 2 && Set(arguments) == ["--version", "--verbose"]
    }

    /// The version, and what the learned names say of themselves, or that there are none; a line each.
    static var text: String {
        var lines = [Gloss.configuration.version]
        if let model = NameModel(Text(borrowing: Bytes(nameWeights), release: nil)) {
            lines.append("names: rules and what was learned from annotated texts (CC BY-SA 4.0)")
            lines += model.header.split(separator: "\n").dropFirst().map { "  " + $0 }
        } else {
            lines.append("names: rules alone; built without Resources/names.weights")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
