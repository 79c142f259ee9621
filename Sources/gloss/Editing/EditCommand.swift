import ArgumentParser
import GlossFormats

/// `gloss edit FILE...`: the browser with editing on.
struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Read reports and correct their annotations, which are written to FILE.ann.")

    @OptionGroup var browse: Browse

    @Option(name: .customLong("as"), help: ArgumentHelp(
        "Write the annotations of this annotator, FILE.NAME.ann.", valueName: "name"))
    var editor: String?

    func validate() throws {
        if let editor, !FileName.isComponent(editor) || editor.hasPrefix(".") {
            throw ValidationError("--as takes a name without / and without a point at its beginning")
        }
        if browse.files.isEmpty { throw ValidationError("gloss edit wants a report: gloss edit report.txt") }
    }

    func run() throws {
        var options = browse.options
        (options.edits, options.editor) = (!options.isReadOnly, editor)
        try Browsing(options).run()
    }
}
