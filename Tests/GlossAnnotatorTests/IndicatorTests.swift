import GlossAnnotator
import GlossModel
import TestSupport
import Testing

@Suite struct IndicatorTests {
    private func check(_ sentence: String) {
        let marked = MarkedText(sentence)
        let indicators = Set(MentionType.allCases.filter(\.isIndicator).map(\.name)).union(["Product"])
        let found = mentions(marked.string).filter { indicators.contains(String($0.prefix { $0 != ":" })) }
        #expect(found == marked.spans.map { $0.label + ":" + marked.text[$0.span] })
    }

    @Test(arguments: [
        "It fetched ⟦URL:https://files.example/a/b.php?id=2014⟧, then slept.",
        "It called ⟦URL:hxxp://update[.]example[.]org/x⟧ (and ⟦URL:hxxps://mirror.example⟧).",
        "See ⟦URL:http://a.example/wiki/Harbour_(port)⟧.",
        "See <⟦URL:http://a.example/b⟧> and ⟦URL:www.example.org/a⟧.",
        "The path ⟦URL:cdn.example.net/2013/05/load.js⟧ was new.",
    ])
    func addressesOfTheWeb(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "Its hosts were ⟦Domain:mail.harbour-office.com⟧ and ⟦Domain:evil[.]example⟧.",
        "It asked ⟦Domain:ns1(.)dark-pier(.)net⟧ first.",
        "The village.It was empty, and so was e.g. the pier.",
        "Buyers of Harbour.com said so.",
        "Write to ⟦Email:a.reed@pier.example⟧ or ⟦Email:b.reed[at]pier[.]example⟧.",
        "Write to ⟦Email:ops [at] pier.example⟧ today.",
        "It spoke to ⟦IP:10.20.30.40⟧, ⟦IP:192.0.2.7:8080⟧ and ⟦IP:198[.]51[.]100[.]9⟧.",
        "Version 1.2.3.4 came with build 10.0.0.1, not ⟦IP:2001:db8::17⟧.",
        "They met at 12:30:15 and at 10:45.",
    ])
    func hosts(_ sentence: String) { check(sentence) }

    @Test(arguments: [
        "Its hash is ⟦Hash:0123456789abcdef0123456789abcdef⟧.",
        "SHA1: ⟦Hash:0123456789ABCDEF0123456789ABCDEF01234567⟧",
        "Its MD5 is ⟦Hash:70A8 8091 E1F9 A7BE E246 488C CE79 936A⟧ in groups.",
        "A flaw, ⟦CVE:CVE-2031-12345⟧ (also ⟦CVE:CVE 2031-4321⟧), was mended by ZZ31-067.",
        "It wrote ⟦FilePath:C:\\Program Files\\Pier\\load.exe⟧ and ⟦FilePath:%TEMP%\\a.tmp⟧.",
        "It read ⟦FilePath:/etc/hosts⟧ and/or ⟦FilePath:~/.profile⟧ now.",
        "It set ⟦RegistryKey:HKCU\\Software\\Pier Tools\\Run⟧ at once.",
        "A file named ⟦FilePath:invoice_may.pdf⟧ came.",
        "Scanners call it ⟦Product:Trojan.Win32.Pier.a⟧ now.",
    ])
    func filesAndNumbers(_ sentence: String) { check(sentence) }

    /// Nothing inside is a date, a name or a number.
    @Test(arguments: [
        "It has the GUID {01234567-89ab-cdef-2014-0123456789ab} inside.",
        "The key is 0x20142015 and the build 6.1.2014.",
        "It holds 2014abcd2015ef99 at its end.",
        "The key is B5 78 62 52 98 3E 24 D7 3B C6 20 14 here.",
        "The form PX08-2014 and the file report_2014_may were lost.",
        "The book (ISBN 978-0-2014-2015-7) is gone.",
        "It is doi:10.2014/2015.pier.",
        "The rule 27001:2013 holds.",
    ])
    func opaque(_ sentence: String) {
        let (text, layer) = annotated(sentence, date: Day(iso: "2018-01-15"))
        #expect(layer.times.map { text[$0.span] } == [])
        let found = layer.mentions.map { layer.types[Int($0.type)].name }
        #expect(Set(found).isDisjoint(with: ["Quantity", "Person", "Organization", "Location"]), "\(found)")
    }

    @Test func aURLGoesOnOverALineBreak() {
        let report = blockReport([(.paragraph, "As told in http://pier.example/2009/\n03/29/ships.html it sank.")])
        let layer = report.layers[0]
        #expect(layer.mentions.map { report.text[$0.span] } == ["http://pier.example/2009/\n03/29/ships.html"])
        #expect(layer.times.isEmpty)
    }

    @Test func twoFormsAreOneEntity() {
        let (_, layer) = annotated("It used pier-a.example. Later pier-a[.]example was shut.")
        #expect(layer.entities.count == 1)
        #expect(Set(layer.mentions.map(\.entity)).count == 1)
    }
}
