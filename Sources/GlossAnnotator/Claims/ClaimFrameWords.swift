/// Words of the frame around claims: the closed classes, times, and common verbs that are no cue.
enum ClaimFrameWords {
    static let table: [(FrameClasses, String)] = [
        ([.determiner], """
            the a an this that these those some any no every each another both either neither all
            many much few several most more less other such what which
            one two three four five six seven eight nine ten
            """),
        ([.determiner, .possessive], "my your his her its our their whose"),
        ([.pronoun], """
            i you he she it we they who someone somebody everyone everybody nobody anyone anybody
            there
            """),
        ([.quantifier], "many some others most few several all both critics none"),
        ([.preposition], """
            of in for from at with on by to about against among amid over under between during
            through into onto upon toward towards within without despite behind beside besides
            beyond across along around near off outside inside via per since until till after before
            than like unlike regarding concerning including except alongside throughout
            """),
        ([.be], "am is are was were be been being"),
        ([.have], "have has had having"),
        ([.pronoun, .be], "i'm you're we're they're"),
        ([.pronoun, .have], "i've you've we've they've i'd you'd he'd she'd we'd they'd who'd"),
        ([.pronoun, .modal], "i'll you'll he'll she'll it'll we'll they'll who'll"),
        ([.be, .negation], "isn't aren't wasn't weren't ain't"),
        ([.have, .negation], "haven't hasn't hadn't"),
        ([.auxiliary, .negation], "don't doesn't didn't"),
        ([.modal, .negation], """
            won't wouldn't shan't shouldn't can't couldn't mightn't mustn't cannot
            """),
        ([.auxiliary], "do does did done"),
        ([.modal], """
            will would shall should can could may might must ought
            """),
        ([.negation], "not never no neither nor"),
        ([.conjunction], "and or but nor yet"),
        ([.subordinator], """
            that because while when if although though whereas unless until since whether where
            how why as after before once lest so
            """),
        ([.relative], "who which whom that whose"),
        ([.question], "whether if how why what when where who"),
        ([.adverb], """
            also still just already often never now then even only again once later earlier soon
            too always sometimes perhaps maybe rather quite very almost ever instead however
            moreover thus hence further furthermore meanwhile nonetheless nevertheless therefore
            well likewise elsewhere here there away back long much more most all first last
            """),
        ([.temporal], """
            monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
            january february march april may june july august september october november december
            morning afternoon evening night week weekend month year
            """),
    ]

    /// Verbs that mark the end of a subject; in the form of `ClaimVerbs`.
    static let verbs = """
        arise:arose:arisen awake:awoke bear:bore:borne beat:beat:beaten become:became:become
        begin:began:begun bend:bent bind:bound bite:bit:bitten bleed:bled blow:blew:blown
        break:broke:broken breed:bred bring:brought build:built burn burst:burst buy:bought
        cast:cast catch:caught come:came:come cost:cost creep:crept cut:cut deal:dealt dig:dug
        draw:drew:drawn drink:drank:drunk drive:drove:driven eat:ate:eaten fall:fell:fallen
        feed:fed fight:fought flee:fled fly:flew:flown freeze:froze:frozen get:got:gotten
        give:gave:given go:went:gone grow:grew:grown hang:hung have:had hide:hid:hidden hit:hit
        hurt:hurt keep:kept kneel:knelt lay:laid lead:led leap:leapt leave:left lend:lent let:let
        lie:lay:lain light:lit lose:lost make:made meet:met pay:paid put:put quit:quit ride:rode:ridden
        ring:rang:rung rise:rose:risen run:ran:run sell:sold send:sent set:set shake:shook:shaken
        shine:shone shoot:shot shrink:shrank:shrunk shut:shut sink:sank:sunk sit:sat sleep:slept
        slide:slid spend:spent spin:spun split:split spread:spread spring:sprang:sprung stand:stood
        steal:stole:stolen stick:stuck strike:struck sweep:swept swim:swam:swum swing:swung
        take:took:taken tear:tore:torn throw:threw:thrown wake:woke:woken wear:wore:worn
        weave:wove:woven win:won withdraw:withdrew:withdrawn
        remain happen occur* include allow need help start stop* move live play turn work look
        use serve join pass follow raise create open walk offer appear reach kill continue
        change involve contain carry support receive require produce provide face face cause
        lack own belong exist tend fail
        """
}
