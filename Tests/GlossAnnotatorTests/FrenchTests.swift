import GlossAnnotator
import GlossLexicon
import GlossModel
import GlossResources
import TestSupport
import Testing

/// A language from tables: French.
@Suite struct FrenchTests {
    @Test(arguments: [
        TimeCase("Le port a été fermé le ⟦3 mai 2016⟧ par la police, et les ouvriers sont partis.", "2016-05-03", date: "2016-05-11"),
        TimeCase("Les ouvriers sont partis ⟦lundi⟧ et la ville est dans le noir.", "2016-05-09", date: "2016-05-11"),
        TimeCase("Les ouvriers sont partis ⟦la semaine dernière⟧ et la ville est dans le noir.", "2016-W18", date: "2016-05-11"),
        TimeCase("Il y avait deux cents personnes sur le quai ⟦hier⟧, mais la police est venue.", "2016-05-10", date: "2016-05-11"),
        TimeCase("Les pompes seront réparées ⟦demain⟧ par les ouvriers, et la ville sera dans le noir.", "2016-05-12", date: "2016-05-11"),
        TimeCase("Le maire a quitté la ville ⟦il y a trois jours⟧ avec sa famille et ses amis.", "2016-05-08", date: "2016-05-11"),
        TimeCase("Les travaux ont commencé en ⟦mars 2015⟧ et ils ont duré ⟦six mois⟧ dans le port.", "2015-03", "P6M DURATION", date: "2016-05-11"),
        TimeCase("La mine a été ouverte en ⟦1998⟧ et les ouvriers sont venus du nord.", "1998", date: "2016-05-11"),
        TimeCase("La mine a fermé ⟦l'année dernière⟧ et les ouvriers sont dans la rue.", "2015", date: "2016-05-11"),
        TimeCase("Le congrès a eu lieu du ⟦3 au 5 août 2015⟧ dans une ville du nord.", "2015-08-03/2015-08-05", date: "2016-05-11"),
        TimeCase("Le congrès a eu lieu du ⟦28 février⟧ au ⟦3 mars 2016⟧ dans une ville du nord.", "2016-02-28", "2016-03-03", date: "2016-05-11"),
        TimeCase("Entre ⟦mai⟧ et ⟦juin 2015⟧, le prix du blé a été multiplié par deux.", "2015-05", "2015-06", date: "2016-05-11"),
        TimeCase("De ⟦2010⟧ à ⟦2014⟧, les ventes ont été faibles dans le nord et dans le sud.", "2010", "2014", date: "2016-05-11"),
        TimeCase("Depuis ⟦2014⟧, les ventes sont faibles dans le nord, mais elles sont fortes ici.", "2014", date: "2016-05-11"),
        TimeCase("Les ventes ont baissé au ⟦premier trimestre 2016⟧ et les prix aussi.", "2016-Q1", date: "2016-05-11"),
        TimeCase("Les ventes ont baissé au ⟦deuxième semestre 2015⟧ et les prix aussi.", "2015-H2", date: "2016-05-11"),
        TimeCase("Au ⟦début de l'année⟧, les prix étaient bas et les ventes aussi.", "2016 START", date: "2016-05-11"),
        TimeCase("⟦Début 2014⟧, les prix étaient bas et les ventes aussi.", "2014 START", date: "2016-05-11"),
        TimeCase("⟦Fin mars⟧, les prix étaient bas et les ventes aussi.", "2016-03 END", date: "2016-05-11"),
        TimeCase("⟦Mi-avril 2015⟧, les prix étaient bas et les ventes aussi.", "2015-04 MID", date: "2016-05-11"),
        TimeCase("Le train est parti à ⟦18h30⟧ et il est arrivé dans la nuit.", "2016-05-11T18:30 TIME", date: "2016-05-11"),
        TimeCase("Le train est parti ⟦lundi à 18h30⟧ et il est arrivé dans la ville.", "2016-05-09T18:30 TIME", date: "2016-05-11"),
        TimeCase("Le train est parti ⟦mardi soir⟧ et il est arrivé dans la ville.", "2016-05-10TEV TIME", date: "2016-05-11"),
        TimeCase("Le conseil se réunit ⟦tous les lundis⟧ et il vote sur le budget.", "XXXX-WXX-1 SET", date: "2016-05-11"),
        TimeCase("La taxe est payée ⟦chaque année⟧ par ceux qui sont dans le port.", "P1Y SET", date: "2016-05-11"),
        TimeCase("La mine donne 40 tonnes ⟦par jour⟧, mais elle est presque vide et elle sera fermée.", "P1D SET", date: "2016-05-11"),
        TimeCase("Dans les ⟦années 1990⟧, la mine était la plus grande du pays et de la région.", "199", date: "2016-05-11"),
        TimeCase("Au ⟦19e siècle⟧, la mine était la plus grande du pays et de la région.", "18", date: "2016-05-11"),
        TimeCase("Le pont sera ouvert ⟦dans deux semaines⟧, mais il y a une grève dans le nord.", "2016-W21", date: "2016-05-11"),
        TimeCase("Le navire a coulé le ⟦14 avril 2014⟧. ⟦Deux jours plus tard⟧, le capitaine a été arrêté par la police.", "2014-04-14", "2014-04-16", date: "2016-05-11"),
        TimeCase("Le navire a coulé le ⟦14 avril 2014⟧. ⟦Le lendemain⟧, le capitaine a été arrêté par la police.", "2014-04-14", "2014-04-15", date: "2016-05-11"),
        TimeCase("Le vote aura lieu le ⟦3 juin⟧ et il est prévu que tous les partis soient là.", "2016-06-03", date: "2016-05-11"),
        TimeCase("Le vote a eu lieu le ⟦3 juin⟧ et tous les partis étaient là.", "2015-06-03", date: "2016-05-11"),
        TimeCase("⟦Cet été⟧, il fera chaud dans le nord et dans le sud du pays.", "2016-SU", date: "2016-05-11"),
        TimeCase("⟦L'été dernier⟧, il a fait chaud dans le nord et dans le sud du pays.", "2015-SU", date: "2016-05-11"),
        TimeCase("Le ⟦1er mai⟧, les ouvriers étaient dans la rue avec leurs familles.", "2016-05-01", date: "2016-05-11"),
        TimeCase("Jusqu'au ⟦30 juin 2015⟧, le pont était fermé et les ouvriers étaient sur le quai.", "2015-06-30", date: "2016-05-11"),
        TimeCase("⟦Ce matin⟧, les ouvriers étaient dans la rue avec leurs familles.", "2016-05-11TMO TIME", date: "2016-05-11"),
        TimeCase("⟦Aujourd'hui⟧, les ouvriers sont dans la rue avec leurs familles.", "2016-05-11", date: "2016-05-11"),
        TimeCase("Le ⟦mois de mai 2015⟧ a été froid dans le nord et dans le sud.", "2015-05", date: "2016-05-11"),
        TimeCase("Le ⟦31/12/2015⟧, les ouvriers étaient dans la rue avec leurs familles.", "2015-12-31", date: "2016-05-11"),
        TimeCase("⟦Lundi 9 mai 2016⟧, les ouvriers étaient dans la rue avec leurs familles.", "2016-05-09", date: "2016-05-11"),
        TimeCase("⟦Le mois prochain⟧, les ouvriers seront dans la rue avec leurs familles.", "2016-06", date: "2016-05-11"),
        TimeCase("Depuis ⟦plusieurs années⟧, les ouvriers sont dans la rue avec leurs familles.", "PXY DURATION", date: "2016-05-11"),
        TimeCase("Les 2000 ouvriers de la mine et les 1500 du port sont dans la rue avec leurs familles.", date: "2016-05-11"),
        TimeCase("La loi de ⟦2016⟧ sur le travail est dans le journal, et elle a été votée par la gauche.", "2016", date: "2016-05-11"),
        TimeCase("Dans la ⟦nuit du 3 au 4 mai⟧, le pont a été détruit par une bombe.", "2016-05-03TNI TIME", date: "2016-05-11"),
        TimeCase("Le chantier a duré ⟦deux ans et demi⟧ et il a été fermé par le maire.", "P2Y6M DURATION", date: "2016-05-11"),
        TimeCase("À ⟦Noël⟧, le pont a été détruit par une bombe et la ville est dans le noir.", "2015-12-25", date: "2016-05-11"),
        TimeCase("Le navire a coulé en ⟦mars 2014⟧ et les marins ont été sauvés. En ⟦avril⟧, le capitaine a été jugé.", "2014-03", "2014-04", date: nil),
    ])
    func times(_ one: TimeCase) { one.check() }

    private func run(_ string: String, language: String? = nil) -> (report: Report, finding: Finding?) {
        let text = Text(string)
        let paragraphs = ParagraphIndex(text)
        var annotator = Annotator(lexicon: Lexicon(lexiconBytes))
        annotator.language = language
        var run = Annotator.Run(annotator, text: text, date: Day(iso: "2016-05-11"), layerNumber: 0)
        run.extend(paragraphs, to: paragraphs.count)
        let finding = run.finding
        return (Report(text: text, paragraphs: paragraphs, layers: [run.finish()]), finding)
    }

    /// What is said: cue, source and content of each claim, parted by bars.
    private func claims(_ string: String) -> [String] {
        let report = run(string).report
        let layer = report.layers[0]
        return layer.claims.map { claim in
            let parts = [layer.spans(claim.cue), layer.sources(of: claim).first.map { layer.spans($0.spans) } ?? [], layer.spans(claim.spans)]
            return parts.map { $0.map { report.text[$0] }.joined(separator: " … ") }.joined(separator: " | ")
        }
    }

    @Test(arguments: [
        ("Le ministre de la marine a déclaré que les navires seraient là avant la nuit.", "a déclaré | Le ministre de la marine | les navires seraient là avant la nuit"),
        ("Selon la police, trois hommes ont été arrêtés dans le port.", "Selon | la police | trois hommes ont été arrêtés dans le port"),
        ("D'après le maire, les travaux seront finis avant la fin du mois.", "D'après | le maire | les travaux seront finis avant la fin du mois"),
        ("Le navire a coulé dans le port, selon un rapport de la marine.", "selon | un rapport de la marine | Le navire a coulé dans le port"),
        ("Mercredi, le maire a annoncé que le pont était fermé pour tous.", "a annoncé | le maire | le pont était fermé pour tous"),
        ("Anne Roux, maire de la ville, a indiqué que le pont était fermé pour tous.", "a indiqué | Anne Roux, maire de la ville | le pont était fermé pour tous"),
        ("La police indique qu'un homme a été blessé dans la rue.", "indique | La police | un homme a été blessé dans la rue"),
        ("« Nous n'avons plus de pain dans la ville », a affirmé Anne Roux.", "a affirmé | Anne Roux | « Nous n'avons plus de pain dans la ville »"),
        ("Le maire a répété : « Nous n'avons plus de pain dans la ville ».", "a répété | Le maire | « Nous n'avons plus de pain dans la ville »"),
        ("Le maire n'a pas confirmé que le pont était fermé pour tous.", ""),
        ("Selon que le pont est ouvert ou pas, les camions sont là avant la nuit.", ""),
        ("« Nous n'avons plus de pain dans la ville », et les gens sont dans la rue.", " |  | « Nous n'avons plus de pain dans la ville »"),
    ])
    func whoSaysWhat(_ sentence: String, _ claim: String) { #expect(claims(sentence) == (claim.isEmpty ? [] : [claim])) }

    @Test(arguments: [
        ("Les soldats sont à Bamako et dans une ville du nord avec leurs familles.", ["Bamako"]),
        ("Elle est à la tête de l'Union européenne depuis deux ans, et elle est dans le nord.", ["Union européenne"]),
        ("Les navires de la Côte d'Ivoire et de l'Algérie sont dans le port.", ["Côte d'Ivoire", "Algérie"]),
        ("Le général Koné est dans la ville avec sa famille et ses amis.", ["Koné"]),
        ("Les troupes de l'ONU sont dans la ville avec leurs familles.", ["ONU"]),
        ("Le pont est dans la ville et les ouvriers sont dans la rue.", []),
    ])
    func names(_ sentence: String, _ names: [String]) {
        let report = run(sentence).report
        #expect(report.layers[0].mentions.filter { $0.form == .name }.map { report.text[$0.span] } == names)
    }

    @Test func eachParagraphHasItsLanguage() throws {
        let (report, finding) = run(
            "The minister said that the port was closed on 5 May 2016. It was not the first time.\n\nLe ministre a déclaré que le port était fermé depuis le 3 mai 2016.")
        #expect(report.layers[0].times.map(\.value) == ["2016-05-05", "2016-05-03"])
        #expect(report.layers[0].claims.filter { !$0.cue.isEmpty }.count == 2)
        let told = try #require(finding)
        #expect(told.cause.hasPrefix("1 paragraph is French: ") && told.place.span == report.paragraphs.spans[1])
    }

    @Test func theUserSaysWhichLanguage() {
        #expect(run("Fermé le 3 mai 2016.", language: "fr").report.layers[0].times.map(\.value) == ["2016-05-03"])
        #expect(run("Le pont est dans la ville et il y a trois jours que les gens sont là.", language: "en").finding == nil)
    }

    @Test func theReportsDate() {
        let text = Text("Publié le 3 mai 2016\n\nLe pont est dans la ville et les gens sont dans la rue avec leurs familles depuis hier.\n")
        #expect(Annotator(lexicon: Lexicon(lexiconBytes)).documentDate(text, ParagraphIndex(text)) == Day(iso: "2016-05-03"))
    }

    @Test func whatLanguagesAreAnnotated() { #expect(Annotator(lexicon: Lexicon(lexiconBytes)).languages == ["en", "fr"]) }

    @Test(arguments: ["[month 1] janvier", "[pattern time]\n<months> = date", "[pattern time]\n<day> = dates", "[pattern time]\n{date} = keep", "[colour] bleu", "le"])
    func faultsOfTheDataAreTold(_ lines: String) {
        let isFault = (try? Languages("=== xx\n" + lines)) == nil
        #expect(isFault == (lines != "[month 1] janvier"))
    }
}
