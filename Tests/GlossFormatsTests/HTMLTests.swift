import GlossModel
import Testing

@testable import GlossFormats

/// Pages are read as browsers read them, and without what stands around the article.
struct HTMLTests {
    static func report(_ page: String) throws -> Report { try report(Array(page.utf8)) }

    static func report(_ page: [UInt8]) throws -> Report {
        try HTML().read(InputFile(path: "p.html", content: Text(page)))[0]
    }

    static func blocks(_ page: String) throws -> [String] { try PandocTests.blocks(report(page)) }

    // MARK: Reading

    @Test func endTagsMayBeMissing() throws {
        #expect(try Self.blocks("<h1>Port<h2>Piers</h2><p>One<p>Two<b>bold<p>Three</b> on<ul><li>a<ul><li>b</ul><li>c</ul>Rest<br><br>End") == [
            "heading1 Port", "heading2 Piers", "paragraph One", "paragraph Twobold", "paragraph Three on", "list1 • a", "list2 • b", "list1 • c",
            "paragraph Rest", "paragraph End",
        ])
    }

    @Test func charactersAreDecodedAndSpacesCollapse() throws {
        #expect(try Self.blocks("<p>a &lt;b&gt; &amp;c &#8220;d&#x201D; &#146;s &eacute;&hellip; AT&T &nosuch; 1 < 2\n\n  10&nbsp;May co&shy;op<!-- x --></p>") == [
            "paragraph a <b> &c “d” ’s é… AT&T &nosuch; 1 < 2 10 May coop"
        ])
    }

    @Test func programsFormsAndHiddenPartsAreNotRead() throws {
        #expect(try Self.blocks("<script>if (a < b) '<p>x'</script><style>p{}</style><p>Text<noscript>no</noscript></p><p hidden>h</p><p style='display: none'>n</p><select><option>o</select><textarea><p></textarea>") == [
            "paragraph Text"
        ])
    }

    @Test func listsQuotesCodeAndDefinitions() throws {
        #expect(try Self.blocks("<ol start=3 type=a><li><p>x<p>y<li>z</ol><blockquote>q</blockquote><pre>\n  a\n    b</pre><dl><dt>t<dd>d</dl>") == [
            "list1 c. x", "list1 y", "list1 d. z", "quote q", "code a\n  b", "list1 t", "list2 d",
        ])
    }

    @Test func tablesAreGrids() throws {
        #expect(try Self.blocks("<table><caption>Losses</caption><tr><th rowspan=2>Year<th colspan=2>Lost<tr><td>men<br>all<td><p>boats</p><tr><td>2014<td>3</table>") == [
            "caption Losses", "table Year\tLost\t\n\tmen all\tboats\n2014\t3\t",
        ])
        #expect(try Self.blocks("<table><tr><td><h2>Box</h2><p>Text<td>Side</table>") == ["heading2 Box", "paragraph Text", "paragraph Side"])
        #expect(try Self.blocks("<table><tfoot><tr><td>sum<td>3</tfoot><tbody><tr><td>a<td>3</table>") == ["table a\t3\nsum\t3"])
    }

    @Test func notesAreLinkedBothWays() throws {
        let report = try Self.report("<h1>H</h1><p>Came<sup><a href='#n1' id=r1>1</a></sup> home <a href='#n2'>[2]</a>.<hr><ol><li id=n1>Said. <a href='#r1'>↩</a><li id=n2>Told.</ol>")
        #expect(PandocTests.blocks(report) == ["heading1 H", "paragraph Came[1] home [2].", "note 1. Said.", "note 2. Told."])
        #expect(report.structure.notes.map { report.text[$0.body] } == ["1. Said.", "2. Told."])
        #expect(report.flow.string(of: report.paragraphs.spans[1]) == "Came home .")
    }

    @Test func linksStandOnTheirWords() throws {
        let report = try Self.report("<p>See <a href=' http://x.example/?a=1&amp;b=2&copy=3 '> the  report </a>.<p>x<sup>2</sup>, 4<sup>th</sup>, H<sub>2</sub>O")
        #expect(PandocTests.blocks(report) == ["paragraph See the report .", "paragraph x², 4th, H₂O"])
        #expect(report.structure.links.map { report.text[$0.span] } == ["the report"])
        #expect(report.structure.links.map(\.target) == ["http://x.example/?a=1&b=2&copy=3"])
    }

    @Test func figuresAreCaptions() throws {
        #expect(try Self.blocks("<figure><img alt='The port in May' src=a><figcaption>The port in May</figcaption></figure><p>a<img alt='b c' src=b>d") == [
            "caption The port in May", "paragraph ad",
        ])
    }

    @Test func depthAndJunkAreBorne() throws {
        let deep = String(repeating: "<div><b>", count: 5000) + "core" + String(repeating: "</b></div>", count: 5000)
        #expect(try Self.blocks(deep) == ["paragraph core"])
        #expect(try Self.blocks("<p>a</table></td></p></p><![CDATA[x]]><p <b>c<td>d</br>e<a href=x") == ["paragraph a", "paragraph x", "paragraph c", "paragraph d\ne"])
        for length in [1, 5, 20, 40, 60, 80] {
            _ = try? Self.report(String("<!doctype html><html><p title='a>b' x=\"<\"&amp; <script>a</scr".prefix(length)))
        }
        #expect(throws: FormatError.self) { try Self.report("<html><body></body></html>") }
    }

    // MARK: Encodings

    @Test func pagesAreReadInTheirEncoding() throws {
        let latin = Array("<meta charset=iso-8859-1><p>caf".utf8) + [0xE9, 0x93]
        #expect(try PandocTests.blocks(Self.report(latin)) == ["paragraph café“"])
        let cyrillic = Array("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>".utf8) + [0xCF, 0xEE, 0xF0, 0xF2]
        #expect(try PandocTests.blocks(Self.report(cyrillic)) == ["paragraph Порт"])
        let lying = "<meta charset=iso-8859-1><p>Порт"
        #expect(try Self.blocks(lying) == ["paragraph Порт"])
        let unknown = try Self.report(Array("<meta charset=x-unheard-of><p>caf".utf8) + [0xE9])
        #expect(PandocTests.blocks(unknown) == ["paragraph café"])
        #expect(unknown.findings.map(\.code) == ["unknown-encoding"])
        let wide = "\u{FEFF}<html><p>Порт".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try PandocTests.blocks(Self.report(wide)) == ["paragraph Порт"])
    }

    // MARK: Articles

    static let prose = "The harbour master said on Sunday that forty ships had been waiting off the coast since the pier broke, and that none would be let in."

    static let news = """
        <!doctype html><html><head><title>Forty ships wait | The Daily Gull</title>
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Forty ships wait","datePublished":"2015-03-02T08:00:00Z"}]}</script></head><body>
        <div id="cookie-banner"><p>We use cookies. <a href=/c>Learn more</a></div>
        <header><a href=/>The Daily Gull</a><nav><a href=/w>World</a><a href=/b>Business</a></nav></header>
        <main><article><h1>Forty ships wait</h1><p>By Ann Bee</p><div class="share-buttons"><a href=f>Share</a><a href=t>Tweet</a></div>
        <p>\(prose)</p><aside class="related"><h3>Read more</h3><ul><li><a href=1>Another ferry sinks</a></ul></aside>
        <h2>What is next</h2><p>\(prose)</p><p>\(prose)</p></article></main>
        <aside class=sidebar><h3>Most popular</h3><a href=2>Cat wins race</a></aside>
        <section id=comments><p>Bob: I was there and it was terrible, nobody should have to wait like that for a pier.</p></section>
        <footer><p>Copyright 2015 The Daily Gull, <a href=x>imprint</a></p></footer></body></html>
        """

    @Test func anArticleIsReadWithoutItsSurroundings() throws {
        let report = try Self.report(Self.news)
        #expect(PandocTests.blocks(report) == [
            "heading1 Forty ships wait", "paragraph By Ann Bee", "paragraph \(Self.prose)", "heading2 What is next", "paragraph \(Self.prose)", "paragraph \(Self.prose)",
        ])
        #expect((report.title, report.date) == ("Forty ships wait", Day(iso: "2015-03-02")))
        #expect(report.metadata.title == "Forty ships wait | The Daily Gull")
        #expect(report.findings.map(\.code) == ["around-the-article"])
    }

    @Test func anArticleIsFoundWithoutElementsThatSaySo() throws {
        let page = """
            <html><body><div class=top><ul class=menu><li><a href=1>World</a><li><a href=2>Sport</a></ul></div><h1>Forty ships</h1>
            <div class=c1><div class=c2><p>\(Self.prose)<p>\(Self.prose)<table><tr><td>a<td>b<tr><td>c<td>d</table><p>\(Self.prose)</div></div>
            <div class=x><a href=3>More</a> <a href=4>stories</a> <a href=5>for you</a></div></body></html>
            """
        let blocks = try Self.blocks(page)
        #expect(!blocks.contains { $0.contains("Sport") })
        #expect(blocks.first == "heading1 Forty ships")
        #expect(blocks.contains("table a\tb\nc\td"))
        #expect(blocks.count { $0 == "paragraph \(Self.prose)" } == 3)
    }

    @Test func theHeadlineIsPutBeforeAnArticleThatLacksIt() throws {
        let page = """
            <html><head><meta property="og:title" content="Forty ships wait"><meta property="article:published_time" content="2015-03-02"></head>
            <body><nav><a href=1>World</a></nav><div itemprop=articleBody><p>\(Self.prose)<p>\(Self.prose)</div></body></html>
            """
        let report = try Self.report(page)
        #expect(PandocTests.blocks(report).first == "heading1 Forty ships wait")
        #expect(report.date == Day(iso: "2015-03-02"))
    }

    @Test(arguments: [
        "<h1>Ports</h1><ul><li><a href=1>Varna</a><li><a href=2>Burgas</a></ul>",
        "<header><h2>Our report</h2><p>3 May 2015</p></header><p>Short.</p><footer>Ann Bee</footer>",
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<form><p>\(prose)</p><p>\(prose)</p></form>",
        "<article><p>\(prose)</p></article><article><p>\(prose)</p></article><article><p>\(prose)</p></article>",
        "<main><p>\(prose)</p></main><table><tr><td>Year<td>Lost<tr><td>2014<td>3</table>",
        "<div class=section id=window-menu><h2>The window menu</h2><p>Lists all windows.</p></div>",
        "<h1>One</h1><p>\(prose)</p><h1>Two</h1><p>\(prose)</p><div class=footnotes><p>Said in May.</p></div>",
    ])
    func aPageThatIsNoArticleIsReadWhole(body: String) throws {
        let page = "<!doctype html><html><body>\(body)</body></html>"
        let words = HTMLTree(Text(page)).words(0).split(separator: " ").map(String.init)
        let report = try Self.report(page)
        let read = report.text[report.text.span]
        #expect(words.filter { !read.contains($0) } == [])
        #expect(report.findings == [])
    }

    @Test func whatGlossWroteComesBackAsItWas() throws {
        let text = "The harbour\n\nShips came to Varna on 3 May 2015.\n\nThey left & none < ten came back.\n"
        var out = ByteOutput()
        try HTML().write(Report(path: "r", text: Text(text)), to: &out)
        let report = try Self.report(out.string)
        #expect(report.text[report.text.span] == text)
        #expect(report.title == "The harbour")
    }

    @Test(arguments: [
        ("<!DOCTYPE html><p>x", "r.txt", true), ("\n<!-- saved from url=(0042)http://x.example/ -->\n<HTML><p>x", "-", true),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>", "r", true), ("<p>x", "r.html", true), ("<p>x", "r.txt", false),
        ("html <html", "r.html", false),
    ])
    func pagesAreKnown(content: String, name: String, isPage: Bool) {
        #expect((Formats.sniff(InputFile(path: name, content: Text(content))).name == "html") == isPage)
    }
}
