import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import TestSupport
import Testing

/// Sentences by family of rule, what is to be found marked in them.
@Suite struct MentionFamiliesTests {
    /// Exactly the marked mentions of a form are found.
    private func check(_ sentence: String, _ form: Form) {
        let marked = MarkedText(sentence)
        let wanted = marked.spans.map { $0.label + ":" + marked.text[$0.span] }
        #expect(mentions(marked.string, form) == wanted)
    }

    @Test(arguments: [
        "⟦Organization:The World Health Organization⟧ (⟦Organization:WHO⟧) sent nurses.",
        "Who pays ⟦Organization:the WHO⟧?",
        "It was built by ⟦Organization:Delmar Shipping Company⟧ in a year.",
        "⟦Organization:NATO⟧ and ⟦Organization:the ⟦Group:European⟧ Union⟧ agreed.",
        "She reads ⟦Organization:the Velmora Daily Herald⟧ at noon.",
        "A clerk of ⟦Organization:the Ministry of Water⟧ signed it.",
        "They wrote to ⟦Organization:the Bank of Tarsk⟧ again.",
        "Students of ⟦Organization:the University of Velmora⟧ marched.",
        "⟦Organization:Hezbollah⟧ and ⟦Organization:Hamas⟧ were named.",
        "Men of ⟦Organization:Jaysh al-Noor⟧ left the valley at noon.",
        "They fled from ⟦Organization:Liwa al-Tarsk⟧ on foot.",
        "⟦Organization:Hizb ut-Tahrir⟧ was banned there.",
        "⟦Organization:The Orrendal Liberation Front⟧ fell apart.",
        "⟦Organization:The Northern Rescue Committee⟧ for ⟦Organization:UNICEF⟧ sent them.",
        "⟦Organization:The Ministry for Water⟧ paid for it.",
        "⟦Organization:The Harbour Workers Union⟧ (⟦Organization:HWU⟧) called them out.",
        "⟦Organization:The Tarsk Dock Workers Association⟧ (⟦Organization:TDWA⟧) went home.",
    ])
    func organisations(_ sentence: String) { check(sentence, .name) }

    @Test(arguments: [
        "⟦Person:President Tomas Arden⟧ resigned.", "⟦Person:Dr. Lena Korb⟧ was not there.",
        "We saw ⟦Person:Mr. Osei⟧ at noon.", "They met ⟦Person:Sheikh Karim al-Rashid⟧ twice.",
        "⟦Person:General Rahal⟧ was wounded.",
        "⟦Person:Sgt. Paul Marsh⟧ drove.", "⟦Person:Abu Omar al-Tarski⟧ fled.",
        "⟦Person:Senator Ada Obi⟧ voted.",
        "⟦Person:Prime Minister Ana Duarte⟧ opened it.",
        "⟦Person:Deputy Prime Minister Ivo Lang⟧ and ⟦Person:Vice President Ada Obi⟧ met.",
        "Then ⟦Person:Prime Minister Ana Duarte⟧ left the hall.",
        "⟦Person:Maria de la Cruz⟧ won the vote.", "They met ⟦Person:Oscar de los Santos⟧ twice.",
        "A son of ⟦Person:Ludwig van der Meer⟧ came.", "⟦Person:Christian Reyes⟧ wrote it.",
        "Then ⟦Person:Lieutenant Colonel Ivo Lang⟧ fell ill.", "⟦Person:John B. Keller⟧ wrote it.",
    ])
    func peopleAndTitles(_ sentence: String) { check(sentence, .name) }

    @Test(arguments: [
        "Many ⟦Group:Kurds⟧ left.", "⟦Group:Sunni⟧ and ⟦Group:Shia⟧ elders met.",
        "Some ⟦Group:Germans⟧ stayed.", "The ⟦Group:Yazidis⟧ hid in caves.",
        "Three ⟦Group:French⟧ doctors came.", "⟦Group:Pashtun⟧ traders paid.",
        "⟦Group:Christian⟧ villages were burned.", "Many ⟦Group:Christian⟧ families left the city.",
        "⟦Group:Uzbeks⟧ and ⟦Group:Tajiks⟧ share the valley.",
    ])
    func groups(_ sentence: String) { check(sentence, .name) }

    @Test(arguments: [
        "A shell hit ⟦Location:Velmora Airport⟧.", "They slept in ⟦Location:Ain Issa camp⟧.",
        "The road to ⟦Location:Baghdad⟧ is shut.",
        "Troops left ⟦Location:Orrendal province⟧.", "Ships wait off ⟦Location:Yemen⟧.",
        "They crossed ⟦Location:the Euphrates River⟧.",
        "People in ⟦Location:New York⟧ and ⟦Location:Lagos⟧ watched.",
        "Fighting goes on in ⟦Location:northern Syria⟧.",
        "Soldiers climbed ⟦Location:Mount Kessar⟧ in the snow.", "We swam across ⟦Location:Lake Tarsk⟧ at noon.",
        "They held ⟦Location:Fort Velkan⟧.", "He drove a truck to ⟦Location:Tarsk Bridge⟧ in the rain.",
    ])
    func placesAndFacilities(_ sentence: String) {
        let marked = MarkedText(sentence)
        let found = mentions(marked.string)
        for (label, span) in marked.spans {
            let words = marked.text[span]
            #expect(found.contains { $0 == label + ":" + words || label + ":" + words.dropFirst(9) == $0 }, "\(found)")
        }
    }

    @Test(arguments: [
        "They buried ⟦Weapon:two mortars⟧ there.", "He carried ⟦Weapon:a rifle⟧.",
        "It was ⟦Weapon:a ballistic missile⟧.", "They found ⟦Weapon:the roadside bomb⟧ at dawn.",
        "He stole ⟦Vehicle:the white van⟧.",
        "They sank ⟦MilitaryPlatform:a frigate⟧.", "It shot down ⟦MilitaryPlatform:a drone⟧.",
        "They bought ⟦MilitaryPlatform:an old tank⟧.", "It crossed in ⟦MilitaryPlatform:a helicopter⟧.",
    ])
    func weaponsVehiclesAndPlatforms(_ sentence: String) {
        let marked = MarkedText(sentence)
        let wanted = marked.spans.map { ($0.label, marked.text[$0.span]) }
        let found = mentions(marked.string, .nominal)
        // A number may be the beginning of the phrase or a quantity beside it.
        for (type, words) in wanted {
            #expect(found.contains { $0.hasPrefix(type + ":") && words.hasSuffix($0.dropFirst(type.count + 1)) }, "\(found)")
        }
    }

    @Test(arguments: [
        "It weighs ⟦Quantity:300 kilograms⟧.", "They walked ⟦Quantity:12 miles⟧.",
        "Prices rose by ⟦Quantity:4.5 per cent⟧.", "It lies ⟦Quantity:30 km⟧ away.",
        "Some ⟦Quantity:2,000⟧ left.", "It holds ⟦Quantity:40 litres⟧.",
        "It cost ⟦Money:€3 billion⟧.", "He paid ⟦Money:500 US dollars⟧.", "It took ⟦Money:£20⟧.",
        "They lost ⟦Money:12 million euros⟧.", "It cost ⟦Money:$1.5m⟧ to build.",
        "He owes ⟦Money:£3bn⟧ to them.", "She paid ⟦Money:€2,000m⟧ for it.",
        "It weighs ⟦Quantity:1,500kg⟧ now.", "It lies ⟦Quantity:30km⟧ away.", "It lies ⟦Quantity:2.5km⟧ away.",
        "They met at 3.30pm that day.",
    ])
    func amounts(_ sentence: String) { check(sentence, .nominal) }

    @Test(arguments: [
        "It broke ⟦Document:Resolution 2249⟧.", "See ⟦Document:Article 51⟧ of it.",
        "Read ⟦URL:https://example.org/a?b=1⟧.", "It is on ⟦URL:www.example.net⟧ now.",
        "See (⟦URL:http://example.org/x⟧).",
    ])
    func documentsAndAddresses(_ sentence: String) { check(sentence, .name) }

    @Test(arguments: [
        "⟦Organization:The army⟧ shelled ⟦Location:the town⟧.",
        "⟦Organization:The rebels⟧ took ⟦Location:the airport⟧.",
        "⟦Person:A spokesman⟧ laughed.",
        "⟦Organization:The police⟧ came late.", "⟦Organization:The government⟧ resigned.",
        "⟦Person:The prime minister⟧ went home.", "⟦Organization:The army⟧ left.", "⟦Organization:Police⟧ came.",
        "⟦Organization:Rebels⟧ threw ⟦Weapon:grenades⟧.", "⟦Organization:Soldiers⟧ brought ⟦Weapon:rifles⟧.",
        "⟦Vehicle:A truck⟧ and ⟦Vehicle:an ambulance⟧ burned.",
        "⟦Person:The doctors⟧ stayed.", "⟦Organization:Security forces⟧ fired.",
        "⟦Person:Local residents⟧ fled.", "They shot ⟦Person:the driver⟧.",
    ])
    func nominals(_ sentence: String) { check(sentence, .nominal) }

    @Test(arguments: [
        "⟦Person:He⟧ left.", "Nobody saw ⟦Person:her⟧.", "⟦Organization:We⟧ stay.", "It rained.",
        "Their house burned.",
    ])
    func pronouns(_ sentence: String) { check(sentence, .pronoun) }

    /// Names of each entity, the fullest first.
    private func entities(_ text: String) -> [[String]] {
        annotated(text).layer.entities.map { [$0.name] + $0.aliases }
    }

    @Test(arguments: [
        ("ISIS fled. Daesh came back. The Islamic State (IS) stayed.", 1),
        ("The Taliban of Kabul and Tehrik-e-Taliban Pakistan are two.", 4),
        ("Anna Berg spoke. Berg left. Ms Berg returned.", 1),
        ("Anna Berg met Paul Berg.", 2), ("The United Nations met. The UN voted.", 1),
        ("The Delta River Trust (DRT) met. DRT staff left.", 1),
        ("Iran and Iraq signed.", 2), ("America voted. The United States waited. The US won.", 1),
        ("Col Peter Hartwell spoke. Peter Hartwell left.", 1),
    ])
    func identities(_ text: String, _ count: Int) {
        #expect(entities(text).count == count, "\(entities(text))")
    }
}

/// Names of the user's own.
@Suite struct UserLexiconTests {
    private func lexicon(_ lines: String) -> UserLexicon { UserLexicon(Text(lines), file: "own.tsv") }

    /// `Type:text` of each mention of a name, and the entities' names.
    private func found(_ string: String, _ lines: String) -> (mentions: [String], entities: [String]) {
        let text = Text(string)
        let annotator = Annotator(lexicon: Lexicon(lexiconBytes), userNames: lexicon(lines).names)
        let layer = annotator.annotate(
            text: text, paragraphs: ParagraphIndex(text), date: nil, layerNumber: 0)
        let names = layer.mentions.filter { $0.form == .name }
        return (names.map { layer.types[Int($0.type)].name + ":" + text[$0.span] }, layer.entities.map(\.name))
    }

    @Test(arguments: [
        ("Blue Lantern\tgroup\tTBL", "Then Blue Lantern and TBL met.", ["Group:Blue Lantern", "Group:TBL"]),
        ("TTP\tPerson", "Then TTP spoke.", ["Person:TTP"]),
        ("anonymous crowd\tORGANIZATION", "The anonymous crowd and Anonymous Crowd.", ["Organization:The anonymous crowd", "Organization:Anonymous Crowd"]),
        ("Lantern\tPerson", "A lantern hung there.", []),
        ("IT\tOrganization", "Was it IT?", ["Organization:IT"]),
        ("Étoile Noire\tOrganization", "We saw Étoile Noire.", ["Organization:Étoile Noire"]),
        ("Mk-9 Zephyr\tweapon", "A Mk-9 Zephyr fell.", ["Weapon:Mk-9 Zephyr"]),
        ("Zephyr\tMilitaryPlatform", "Two Zephyr crashed.", ["MilitaryPlatform:Zephyr"]),
        ("Will\tPerson", "Then Will left, and it will rain.", ["Person:Will"]),
        ("Voice of the people\tdocument", "He read Voice of the people.", ["Document:Voice of the people"]),
        ("Delmar Inc.\tOrganization", "He left Delmar Inc today.", ["Organization:Delmar Inc"]),
        ("Kessar\tLocation", "The Kessar-based men.", ["Location:Kessar"]),
    ])
    func names(_ lines: String, _ string: String, _ wanted: [String]) {
        #expect(found(string, lines).mentions == wanted)
    }

    @Test func aliasesAreOneEntity() {
        let found = found("Blue Lantern met. TBL left. The Lanterns wept.", "Blue Lantern\tGroup\tTBL | the Lanterns")
        #expect(found.entities == ["Blue Lantern"])
    }

    @Test func commentsAndEmptyLinesArePassedOver() {
        let lexicon = lexicon("# mine\n\n  \nArda\tLocation\r\nVelm\tperson\t\n")
        #expect(lexicon.names == [UserName(name: "Arda", type: .location), UserName(name: "Velm", type: .person)])
        #expect(lexicon.findings.isEmpty)
    }

    @Test(arguments: [
        ("Arda", "lexicon-type"), ("Arda\tPlanet", "lexicon-type"), ("\tPerson", "lexicon-name"),
        ("99 Arda\tPerson", "lexicon-begin"), ("a b c d e f g h i j k\tPerson", "lexicon-long"),
        ("Arda\tPerson\tB\tC", "lexicon-cells"), ("Arda\tPerson\t&B", "lexicon-begin"),
    ])
    func faults(_ line: String, _ code: String) throws {
        let finding = try #require(lexicon("# first\n" + line).findings.first)
        #expect(finding.code == code)
        #expect(finding.place.line == 2 && finding.place.file == "own.tsv" && finding.remedy != nil)
    }

    @Test func bytesThatAreNoTextAreAFault() {
        let lexicon = UserLexicon(Text([0x41, 0xFF, 0x09, 0x0A, 0x00, 0x09, 0x09]), file: "own.tsv")
        #expect(lexicon.findings.map(\.code).contains("lexicon-encoding"))
    }
}

/// Which rule made what.
@Suite struct RuleTests {
    @Test func namesAreDistinctAndExplained() {
        #expect(Set(Rule.allCases.map(\.name)).count == Rule.allCases.count)
        #expect(Rule.allCases.allSatisfy { $0.sentence.hasSuffix(".") })
    }

    @Test func everyAnnotationHasOne() throws {
        let text = Text("Col Ann Lee said on 3 May 2016 that the army left Kabul after two years.")
        var run = Annotator.Run(
            Annotator(lexicon: Lexicon(lexiconBytes)), text: text, date: nil, layerNumber: 0, explains: true)
        run.extend(ParagraphIndex(text), to: 1)
        let layer = run.layer()
        let explanation = try #require(layer.explanation)
        let mentions = layer.mentions.map { explanation.rule(.mention, $0.number) }
        #expect(mentions == ["mention/title", "mention/noun-phrase", "mention/lexicon-word"])
        #expect(layer.times.map { explanation.rule(.time, $0.number) } == ["time/date", "time/duration"])
        #expect(layer.claims.map { explanation.rule(.claim, $0.number) } == ["claim/verb"])
    }

    @Test func nobodyAskedNothingKept() { #expect(annotated("Kabul fell.").layer.explanation == nil) }
}
