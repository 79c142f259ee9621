/// Verbs and nouns of saying, believing and wanting. `*`: the last consonant doubles; past and
/// participle follow a colon where they are irregular.
enum ClaimVerbs {
    static let table: [(FrameClasses, String)] = [
        ([.speech, .inverts, .impersonal], """
            say:said claim report allege announce declare assert confirm disclose reveal
            """),
        ([.speech, .inverts], """
            add argue insist note observe explain write:wrote:written reply respond answer remark
            comment reiterate repeat stress emphasise emphasize contend maintain recall concede
            admit* acknowledge joke quip* exclaim shout whisper mutter boast lament complain
            continue conclude caution warn tweet quote recount opine muse counter retort
            declaim proclaim ask wonder joke  
            """),
        ([.speech], """
            tell:told relate notify inform brief assure reassure promise vow pledge swear:swore:sworn
            testify attest certify affirm reaffirm aver* avow restate retell:retold detail
            describe characterise characterize depict portray mention cite suggest imply hint
            indicate signal intimate insinuate predict forecast project foretell:foretold prophesy
            estimate calculate reckon speculate surmise guess theorise theorize hypothesise
            hypothesize postulate posit propose recommend advise counsel urge rule decree order
            instruct stipulate specify clarify elaborate expound preach lecture 
            remind update broadcast relay divulge leak confess profess purport pretend
            fabricate protest object rail rave gripe grumble moan whine gush enthuse rejoice
            brag* crow gloat bluster thunder roar scream yell cry holler bark growl grunt mumble
            murmur sigh gasp chant recite read:read dictate narrate chronicle
            publish print summarise summarize paraphrase reword rephrase
            interject interrupt chime concur* agree disagree dissent
            demand request question query inquire enquire interrogate challenge
            countercharge rejoin chide chastise scold admonish rebuke reprimand reproach upbraid
            email telegraph retweet headline editorialise editorialize
            apologise apologize joke tease taunt mock
            """),
        ([.belief, .impersonal], """
            believe think:thought expect know:knew:known fear assume presume understand:understood
            suspect consider deem rumour rumor
            """),
        ([.belief], """
            hope doubt feel:felt suppose imagine worry anticipate foresee:foresaw:foreseen
            realise realize recognise recognize regret* wish figure conceive
               learn:learned discover
            perceive sense fancy gather infer* deduce conjecture
            dread marvel envision envisage ponder contemplate regard misunderstand:misunderstood
            disbelieve mistrust begrudge resent gauge
            """),
        ([.belief, .weak], """
            find:found see:saw:seen show:showed:shown hear:heard determine decide prove demonstrate
            notice ensure mean:meant agree conclude accept establish illustrate reflect state rule question
            concede know:knew:known
            appear seem hold:held
            """),
        ([.intention], """
            want plan* intend aim seek:sought refuse decline hope wish vow promise
            pledge threaten agree offer decide choose:chose:chosen opt* propose resolve swear:swore:sworn
            volunteer aspire strive:strove:striven endeavour endeavor desire yearn 
            hesitate consent demand elect determine undertake:undertook:undertaken
            mean:meant expect claim prefer* consider
            """),
        ([.request, .speech], """
            ask urge tell:told order advise invite beg* implore beseech:besought exhort encourage
            instruct request command press pressure persuade convince warn remind challenge
            plead direct forbid:forbade:forbidden lobby
            """),
        ([.attitude], """
            criticise criticize praise condemn denounce blast slam* accuse blame deny reject oppose
            support endorse back favour favor defend welcome applaud hail commend laud salute
            attack ridicule mock deride decry deplore lambast lambaste berate assail castigate
            censure rebuke dismiss dispute refute rebut* rebuff contradict disavow disown
            repudiate renounce disapprove approve dislike love hate loathe detest despise
            admire respect value appreciate cherish embrace prefer* fear doubt question
            distrust mistrust propose advocate promote champion espouse preach tout trumpet
            threaten promise demand request seek:sought want desire  
            support unveil outline announce call label brand dub* term describe characterise
            characterize portray depict cite quote discuss debate address mention recall
            disclose confirm reveal express voice convey articulate reiterate explain
            interpret misinterpret misread pan* trash bash scorn disparage belittle demean insult
            vilify smear malign slander defame impugn thank congratulate credit honour honor
            forgive:forgave:forgiven regret* mourn lament bemoan bewail rue tolerate abhor
            suggest recommend predict forecast foresee:foresaw:foreseen anticipate acknowledge admit* allege claim pledge vow
            expect estimate consider regard deem urge invoke protest contest compare liken
            downplay underscore underline highlight emphasise emphasize stress overstate
            understate exaggerate tweet 
            """),
        ([.oblique], """
            call warn complain speak:spoke:spoken talk argue boast brag* hope wish worry joke
            lie insist object apologise apologize plead beg* ask respond point agree
            disagree comment elaborate speculate testify lecture think:thought believe learn
             campaign refer* allude
            """),
    ]

    static let nouns: [(FrameClasses, String)] = [
        ([.saying], """
            claim report allegation conclusion finding decision idea feeling sense news evidence proof thought accusation statement assertion announcement declaration belief
            view opinion conviction fear concern worry hope suspicion doubt rumour rumor suggestion
            implication insinuation indication sign hint notion theory argument contention
            thesis hypothesis assumption presumption supposition perception impression  
            sentiment warning promise pledge vow oath assurance guarantee prediction forecast
            projection expectation estimate assessment judgment judgement verdict
            ruling comment remark observation reply response answer
            explanation admission confession acknowledgment acknowledgement concession denial complaint protest
            criticism charge insistence demand request call plea appeal proposal recommendation
            advice revelation disclosure testimony speculation recognition
            realisation realization confidence faith
              narrative  
            boast joke tweet pretence pretense illusion delusion misconception dream
            prophecy anxiety dread    
            """),
        ([.purpose], """
            plan intention desire wish wish willingness unwillingness readiness refusal reluctance
             determination promise pledge vow offer proposal
            ambition aim goal urge request demand call invitation   
            eagerness aspiration resolve plea appeal hesitation
            """),
    ]
}
