import GlossFormats
import GlossInterface
import GlossModel
import Glibc

/// A screen that nobody sees, made while a program takes the text out of its file: what the first of its kind
/// costs (types of the runtime, tables, pages of the binary) is paid then and not when the text has come. Only
/// where another processor is there for the program.
enum Rehearsal {
    static func run(size: Size, keys: KeyMap, theme: Theme) {
        guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else { return }
        let file = InputFile(path: "rehearsal.pdf2xml", content: Text(page))
        guard let report = try? PDFXML().read(file).first else { return }
        var browser = Browser(reports: [report], size: size, keys: keys, theme: theme)
        _ = browser.frame()
    }

    /// A page as `pdftohtml -xml` prints one: a title, a heading, a paragraph over two lines, a page number.
    private static let page = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE pdf2xml SYSTEM "pdf2xml.dtd">
        <pdf2xml producer="poppler" version="22.12.0">
        <page number="1" position="absolute" top="0" left="0" height="1188" width="918">
        <fontspec id="0" size="30" family="Serif" color="#000000"/>
        <fontspec id="1" size="16" family="Serif" color="#000000"/>
        <text top="100" left="100" width="300" height="34" font="0"><b>A Report</b></text>
        <text top="200" left="100" width="200" height="20" font="1"><b>1 Summary</b></text>
        <text top="240" left="100" width="600" height="18" font="1">The first line of a paragraph of some words goes to the</text>
        <text top="260" left="100" width="300" height="18" font="1">edge, and the second ends it.</text>
        <text top="1100" left="450" width="10" height="18" font="1">1</text>
        </page>
        </pdf2xml>

        """
}
