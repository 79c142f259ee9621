import GlossModel
import TestSupport
import Testing

/// What blocks of a text that has no marks of its own are taken for.
struct PlainTextTests {
    /// The blocks for reading, a line each: kind, level, the words as they read, lines of tables and
    /// code parted by `/`.
    static func blocks(_ words: String) -> [String] {
        let report = Report(text: Text(words))
        return report.paragraphs.blocks.filter { $0.kind != .running }.map { block in
            let words = block.kind.keepsLines
                ? report.text[block.span].split(separator: "\n").joined(separator: " / ") : report.flow.string(of: block.span)
            return block.kind.name + (block.level > 0 ? "\(block.level)" : "") + " " + words
        }
    }

    static let numbered = """
        The Vessin Dam after the flood

        Contents

        1 Introduction ................... 1
        2 The dam ........................ 2
        2.1 How the gates are moved ...... 2
        What the crew saw ................ 3
        References ....................... 5

        1 Introduction

        The Vessin Dam stood for sixty years before the flood of 2016 tore out two
        of its gates. This report says what is known of that night.

        2 The dam

        2.1 How the gates are moved

        The spillway has four gates of steel. Each of them is moved by a chain, and
        5 of the chains were new. In March 2014 the board replaced
        3.2 kilometres of cable along the crest.

        What the crew saw

        Three men were on duty:

        1. Aron Felk, who kept the log until the power failed at
           midnight and then went home;
        2. Ode Marsh;
           a) who had the keys,
           b) and the boat;
        3. a boy whose name is not in the log.

        Table 1: Gates and their state

        Gate    Built   State
        North   1956    lost
        Middle  1956    lost
        South   1971    bent

        Figure 2. The crest in the morning, seen from the mill.

            The board knew of the cracks. It had been told twice, in writing, and
            it did not answer either letter before the winter of that year had
            come and gone.

        That is what the inspector wrote.

        References

        Felk, A. (2015). The log of a dam. Orrin: Mill Press.

        [2] Board of Vessin, Letters received, 2013,
            http://board.example/letters

        Annex A: Letters

        The letters are in the town archive.
        """

    @Test func aReportWithNumberedSections() {
        #expect(
            Self.blocks(Self.numbered) == [
                "paragraph The Vessin Dam after the flood",
                "heading1 Contents",
                "contents 1 Introduction ................... 1",
                "contents 2 The dam ........................ 2",
                "contents 2.1 How the gates are moved ...... 2",
                "contents What the crew saw ................ 3",
                "contents References ....................... 5",
                "heading1 1 Introduction",
                "paragraph The Vessin Dam stood for sixty years before the flood of 2016 tore out two of its gates. "
                    + "This report says what is known of that night.",
                "heading1 2 The dam",
                "heading2 2.1 How the gates are moved",
                "paragraph The spillway has four gates of steel. Each of them is moved by a chain, and 5 of the chains were new. "
                    + "In March 2014 the board replaced 3.2 kilometres of cable along the crest.",
                "heading1 What the crew saw",
                "paragraph Three men were on duty:",
                "list1 1. Aron Felk, who kept the log until the power failed at midnight and then went home;",
                "list1 2. Ode Marsh;",
                "list2 a) who had the keys,",
                "list2 b) and the boat;",
                "list1 3. a boy whose name is not in the log.",
                "caption Table 1: Gates and their state",
                "table Gate    Built   State / North   1956    lost / Middle  1956    lost / South   1971    bent",
                "caption Figure 2. The crest in the morning, seen from the mill.",
                "quote The board knew of the cracks. It had been told twice, in writing, and it did not answer either letter "
                    + "before the winter of that year had come and gone.",
                "paragraph That is what the inspector wrote.",
                "heading1 References",
                "reference Felk, A. (2015). The log of a dam. Orrin: Mill Press.",
                "reference [2] Board of Vessin, Letters received, 2013, http://board.example/letters",
                "heading1 Annex A: Letters",
                "paragraph The letters are in the town archive.",
            ])
    }

    /// Lines that stand apart are no headings because they are short: captions, pull quotes, bylines,
    /// datelines, names, what pages have around the words.
    @Test(arguments: [
        """
        Flood takes two gates of the Vessin Dam

        By Ida Morrow in Orrin

        ORRIN, 3 October 2016 (Mill Press) -

        Two gates of the Vessin Dam were lost on Sunday night when the river rose
        faster than anyone in the valley had seen it rise before.

        Smoke rises over the mill

        "We heard the chain go," said Aron Felk, who kept the log. "Then there was
        nothing but water."

        “Nobody answered our letters
        in three years”

        Some in the town fear that the valley will see the

        return of the old floods: 2.O

        The board would not comment. It met on Monday, and a hearing was set for
        12 March. The mayor, who was away on that day, said that he and the council
        - and the police - had not been told. Part of it stands in
        Section 5 of the crest, which is closed.

        Advertisement

        Read more

        ASSOCIATED PRESS

        IDA MORROW

        Ida Morrow

        Who knew?

        5 Vessin guards were hurt

        3 October 2016

        The hearing is open to everyone who wants to say something about that night.
        """,
        """
        Flood Takes Two Gates

        Ida Morrow

        Two gates of the Vessin Dam were lost on Sunday night when the river rose faster than anyone in the valley had seen.
        The Mill Press reports:
        The board would not comment. It met on Monday and set a hearing for March. It said that it had been told only in 2015.
        Aron Felk, Keeper of the Log
        Smoke Rises Over The Mill
        ORRIN (Mill Press) --
        The mayor, who was away, said that he had not been told about the letters; nobody had.
        """,
    ])
    func newsHasNoHeadings(text: String) {
        #expect(Self.blocks(text).filter { !$0.hasPrefix("paragraph ") } == [])
    }

    @Test func mail() {
        let text = """
            From: Ode Marsh <ode@mill.example>
            To: Aron Felk <aron@mill.example>,
                board@vessin.example
            Subject: Re: the gates
            Date: Mon, 3 Oct 2016 10:11:12 +0200

            Dear Aron,

            I have read your note about the gates, and I have three remarks to make on it:

            - the chain was new
            - the log is missing a page, the one of
              the last night

            On Sunday, Aron Felk wrote:
            > I do not think that the gates were shut. Who would have shut them? There is
            > nobody at the mill.
            >
            > > They were shut in May.

            -----Original Message-----
            From: Aron Felk
            Sent: Sunday, 2 October 2016
            To: Ode Marsh

            To: everyone. More than
            > 50 gates were counted.
            """
        #expect(
            Self.blocks(text) == [
                "front From: Ode Marsh <ode@mill.example>",
                "front To: Aron Felk <aron@mill.example>, board@vessin.example",
                "front Subject: Re: the gates",
                "front Date: Mon, 3 Oct 2016 10:11:12 +0200",
                "paragraph Dear Aron,",
                "paragraph I have read your note about the gates, and I have three remarks to make on it:",
                "list1 - the chain was new",
                "list1 - the log is missing a page, the one of the last night",
                "paragraph On Sunday, Aron Felk wrote:",
                "quote I do not think that the gates were shut. Who would have shut them? There is nobody at the mill.",
                "quote They were shut in May.",
                "paragraph -----Original Message-----",
                "front From: Aron Felk",
                "front Sent: Sunday, 2 October 2016",
                "front To: Ode Marsh",
                "paragraph To: everyone. More than", "paragraph > 50 gates were counted.",
            ])
        #expect(Report(text: Text(text)).title == "Re: the gates")
    }

    @Test func markdown() {
        let text = """
            ---
            title: Gates
            ---
            # Gates of Vessin #

            Some words.

            ## What broke

            - north
              - chain
            - middle

            ```sh
            # a comment
            ls -l   gates

            exit
            ```

            ~~~ never closed

            | Gate | State |
            |------|-------|
            | N    | lost  |

            Gate | State
            --- | ---
            S | bent

            Setext title
            ============

            Another
            -------

            1. one
            2. two

                int main(void) {
                    return 0;
                }

            ***

            # not a title, as it ends.
            # nor is this one

            The end.
            """
        #expect(
            Self.blocks(text) == [
                "front title: Gates", "heading1 Gates of Vessin", "paragraph Some words.", "heading2 What broke",
                "list1 - north", "list2 - chain", "list1 - middle",
                "code # a comment / ls -l   gates / exit", "paragraph ~~~ never closed",
                "table | Gate | State | / |------|-------| / | N    | lost  |",
                "table Gate | State / --- | --- / S | bent",
                "heading1 Setext title", "heading2 Another", "list1 1. one", "list1 2. two",
                "code int main(void) { /         return 0; /     }",
                "paragraph # not a title, as it ends.", "paragraph # nor is this one", "paragraph The end.",
            ])
        #expect(Report(text: Text(text)).title == "Gates")
    }

    @Test func underlines() {
        let text = "=====\nGates\n=====\n\nWhat they are.\n\nNorth gate\n----------\n\nLost in 2016::\n\n    $ gate --shut north\n    ok\n\n"
            + "South gate\n~~~~~~~~~~\n\nWords that end.\n-----\n\nMore words.\n"
        #expect(
            Self.blocks(text) == [
                "heading1 Gates", "paragraph What they are.", "heading2 North gate", "paragraph Lost in 2016::",
                "code $ gate --shut north /     ok", "heading3 South gate", "paragraph Words that end.", "paragraph More words.",
            ])
    }

    /// As `pdftotext` writes it: pages end with form feeds, with running heads, notes and numbers.
    static let paged = """
        The Mill Press
        Floods of the Orrin

        The gates were lost in 2016.1 Nobody had
        looked at them for a year, and the board had
        other things to do than to look at them.

        1 Letters of the board, 2015, p. 4.
        2 The log was kept by hand.

        17

        \u{C}The Mill Press
        Floods of the Orrin

        It came as it had to come.2 The chain was
        the first thing to go.
        Methods
        We read the log and spoke to the crew, and we
        went to the dam twice.

        3 Ode Marsh, letter to the author.

        18

        \u{C}The Mill Press
        Floods of the Orrin

        In the year

        2014

        there were letters. It was a dry year and nobody
        thought of the river at all.
        1.1 Results
        The chain broke first, and the wheel followed it
        within the hour.

        19

        \u{C}
        """

    @Test func pages() {
        #expect(
            Self.blocks(Self.paged) == [
                "paragraph The gates were lost in 2016.1 Nobody had looked at them for a year, and the board had other things to do than to look at them.",
                "note 1 Letters of the board, 2015, p. 4.", "note 2 The log was kept by hand.",
                "paragraph It came as it had to come.2 The chain was the first thing to go.",
                "heading1 Methods",
                "paragraph We read the log and spoke to the crew, and we went to the dam twice.",
                "note 3 Ode Marsh, letter to the author.",
                "paragraph In the year",
                "paragraph 2014 there were letters. It was a dry year and nobody thought of the river at all.",
                "heading2 1.1 Results",
                "paragraph The chain broke first, and the wheel followed it within the hour.",
            ])
        #expect(Report(text: Text(Self.paged)).structure.pages.map(\.label) == ["17", "18", "19"])
    }

    @Test(arguments: [
        (["i", "ii", "iii", "1", "2", ""], ["i", "ii", "iii", "1", "2", "3"]),
        (["", "", "Page 1 of 4", "Page 2 of 4", "Page 3 of 4"], ["1", "2", "1", "2", "3"]),
        (["7", "93", "9", "10"], ["7", "8", "9", "10"]),
        (["", "", ""], ["1", "2", "3"]),
    ])
    func labelsAreTheNumbersPrinted(printed: [String], labels: [String]) {
        let text = printed.enumerated().map {
            "\(String(repeating: "word ", count: 9 + $0))that is on it.\n\n\($1)\n\n\u{C}"
        }.joined()
        #expect(Report(text: Text(text)).structure.pages.map(\.label) == labels)
    }

    /// As `pdftotext -layout` writes it.
    @Test func layout() {
        let text = """
               The gates were lost in 2016, and nobody had looked at them for a year
               and more. The board had other things to do than to look at the gates.

                   Gate            Built       Lost         Cost
                   North           1956        2016      120,000
                   Middle          1956        2016       98,000

                   South           1971                        0

               The left bank is steep and      The right bank is flat, and
               the road runs far above it.     the town stands on it, with
               Nobody lives there.             the mill at its upper end.

               1.2  Results

               The chain was new.  The wheel was not, and it had been  mended with wire
               by someone who did  not know how.  It held for a winter,  and then it was
               forgotten by  everyone who had  seen it.
            """
        let blocks = Self.blocks(text)
        #expect(blocks.map { $0.prefix { $0 != " " } } == ["paragraph", "table", "table", "heading2", "paragraph"])
        #expect(blocks[1].split(separator: "/").count == 4)
    }

    @Test func capitalsAndCases() {
        let text = """
            SUMMARY

            The gates were lost on Sunday night, and the board has to say why it did not
            answer the letters.

            STATE OF THE GATES

            Two are lost. One is bent. The chain of the north gate was new, as the log
            says, and it broke first.

            WHO KNEW WHAT

            The board knew. The mayor did not, and he has said so to the council and to
            everyone who asked.

            COST AND TIME

            It will cost 220,000 and take a year at least, if the winter is mild.

            BY IDA MORROW

            Lessons of the Flood

            Nobody has drawn any yet, and it may be that nobody will, says the inspector.

            Law and Implications

            The board answers for it.

            I. Background

            The dam was built in 1956 by the mill, which then owned the whole of the
            valley.

            II. Law

            The board answers for it.

            Chapter IV
            The letters

            There were three letters, all of 2013.
            """
        #expect(
            Self.blocks(text).filter { $0.hasPrefix("heading") } == [
                "heading1 SUMMARY", "heading1 STATE OF THE GATES", "heading1 WHO KNEW WHAT", "heading1 COST AND TIME",
                "heading1 Lessons of the Flood", "heading1 I. Background", "heading1 II. Law", "heading1 Chapter IV The letters",
            ])
    }

    @Test func aTextInCapitalsHasNoTitlesInThem() {
        let text = (1...9).map { "GATE \($0) STATE\n\nTHE GATE WAS LOST ON SUNDAY NIGHT, AND NOBODY SAW IT GO AT ALL." }
            .joined(separator: "\n\n")
        #expect(Self.blocks(text).allSatisfy { $0.hasPrefix("paragraph") })
    }

    @Test func lists() {
        let text = """
            How to shut the gate, if nobody has told you how it is done or you forgot:

            1) Take the key from the mill.
            2) Walk to the crest.

               There is a light switch on the left.

            3) Turn the wheel:
               - to the left for the north gate
               - to the right for the south gate
                 which is heavy
            4) Go home.

            (i) In winter, knock the ice off first.
            (ii) In summer, do not.
            (iii) Else, wait.
            (iv) And wait.
            (v) And go.

            iv. is no list of its own, and

            A. Felk is a man.

            • Symbols\u{20}
            •need no space
            – dashes do
            – as here
            """
        #expect(
            Self.blocks(text).dropFirst() == [
                "list1 1) Take the key from the mill.", "list1 2) Walk to the crest.", "list1 There is a light switch on the left.",
                "list1 3) Turn the wheel:", "list2 - to the left for the north gate",
                "list2 - to the right for the south gate which is heavy", "list1 4) Go home.",
                "list1 (i) In winter, knock the ice off first.", "list1 (ii) In summer, do not.", "list1 (iii) Else, wait.",
                "list1 (iv) And wait.", "list1 (v) And go.", "paragraph iv. is no list of its own, and",
                "paragraph A. Felk is a man.", "list1 • Symbols", "list1 •need no space", "list1 – dashes do", "list1 – as here",
            ])
    }

    @Test(arguments: [
        ("gate\tbuilt\tstate\nnorth\t1956\tlost\nsouth\t1971\tbent\n\nWords.\n", ["table", "paragraph"]),
        ("+---+---+\n| a | b |\n+---+---+\n\nWords.\n", ["table", "paragraph"]),
        ("Home | News | Sport\n\nWords that follow are no table.\n", ["paragraph", "paragraph"]),
        ("\tIt was a dark night and the rain fell.\nThe wind blew as well.\n", ["paragraph", "paragraph"]),
        ("Name:  Felk.  He came.\nAge:   forty.\nHome:  the mill.\n", ["table"]),
        ("one  two\nthree four\nfive  six\n", ["paragraph", "paragraph", "paragraph"]),
    ])
    func tables(text: String, kinds: [String]) {
        #expect(Self.blocks(text).map { String($0.prefix { $0 != " " }) } == kinds)
    }

    @Test func linesThatAreSetInStand() {
        let text = """
            The song of the mill, which everyone in the valley knows, begins like this, they say:

                The chain, the wheel,
                the rope, the keel.

            	First lines of paragraphs may be set in by a tab, and the lines below them are
            not, and this is prose all the same.

                So is this paragraph, of which only the first line is set in by some columns, as
            was the custom.
            """
        #expect(Self.blocks(text).map { $0.prefix { $0 != " " } } == ["paragraph", "code", "paragraph", "paragraph"])
        #expect(Self.blocks(text)[1] == "code The chain, the wheel, /     the rope, the keel.")
    }

    @Test func referencesEndWhereTheyDo() {
        let text = "It is said so.[1]\n\nReferences\n\n1. Felk, A. 2015. The log.\n2. Marsh, O. 2016. Keys.\n\nFelk, A. 2013.\n\n"
            + "The mill\n\nA wheel\n\nA chain\n\nA rope\n"
        #expect(
            Self.blocks(text).map { $0.prefix { $0 != " " } } == [
                "paragraph", "heading1", "reference", "reference", "reference", "reference", "reference", "paragraph", "paragraph",
            ])
    }

    @Test func aNumberAloneIsAPageNumberOnlyAtTheEdgeOfAPage() {
        #expect(Self.blocks("2014\n\nwas dry.\n") == ["paragraph 2014 was dry."])
    }
}
