import GlossLexicon
import GlossModel

/// The built-in annotator: finds mentions, times and claims in English text.
///
/// Works in two steps. `Run` goes paragraph by paragraph, each on its own but for what the one
/// before hands on (`Carry`), so that the first screen can be annotated first. `Run.layer` then
/// adds identities over all that has been read, and never moves a span.
public struct Annotator: Sendable {
    let lexicon: Lexicon
    let names: NameModel?
    /// How dates in digits are read; nil to judge by the report (`DayOrderReading`).
    public var dayOrder: DayOrder?
    /// The language of all paragraphs by its code; nil to tell it of each.
    public var language: String?

    /// An annotator with a compiled lexicon, and names that go before those it has; of two that
    /// are written alike the later one. `names` are learned weights; without them names are what the
    /// rules say. O(number of user names).
    public init(lexicon: Lexicon, userNames: [UserName] = [], names: NameModel? = nil) {
        self.names = names
        var lexicon = lexicon
        if !userNames.isEmpty { UserNames.add(userNames, to: &lexicon) }
        self.lexicon = lexicon
    }

    /// The report's date from a dateline or metadata in its first lines; nil where none says it.
    public func documentDate(_ text: Text, _ paragraphs: ParagraphIndex) -> Day? {
        let words = TimeLexicon(lexicon, LanguageChoice(self, text).ofText)
        return TimeRules.documentDate(text, paragraphs, words, dayOrder ?? DayOrderReading(text).order)
    }

    /// The month that the report's first lines give as its date where they name no day, "March 2014"; nil
    /// where none does. O(first blocks).
    public func documentMonth(_ text: Text, _ paragraphs: ParagraphIndex) -> (year: Int, month: Int)? {
        TimeRules.documentMonth(text, paragraphs, lexicon)
    }

    /// Annotates paragraphs and gives the finished layer, identities and all. Linear.
    ///
    /// `given` are the report's layers from files: a part they have is read from them, not made.
    public func annotate(
        text: Text, paragraphs: ParagraphIndex, range: Range<Int>? = nil, date: Day?,
        wants: Parts = .all, layerNumber: UInt16, given: [Layer] = []
    ) -> Layer {
        var run = Run(
            self, text: text, date: date, wants: wants, layerNumber: layerNumber, given: given)
        let range = range ?? 0..<paragraphs.count
        run.prepare(paragraphs, before: range.lowerBound)
        run.extend(paragraphs, to: range.upperBound)
        return run.finish()
    }

    /// Entities for the mentions of a file's layer that has none, as a layer that holds only
    /// them (`Layer.identities`). O(mentions).
    public func identify(text: Text, layer: Layer, layerNumber: UInt16) -> Layer {
        LayerIdentities(lexicon, text).identify(layer, layerNumber: layerNumber)
    }

    /// Whether a text is not mostly of another language, judged from the words of its first 64 kB.
    /// Tables, logs and texts of a few words count as English.
    public func isEnglish(_ text: Text) -> Bool { !LanguageChoice(self, text).isForeign }

    /// The code of the finding that tells what was left out because it is not English.
    public static let notEnglish = "not-english"

    /// The codes of the languages that are annotated, English first.
    public var languages: [String] { ["en"] + lexicon.languages.tables.filter(\.isAnnotated).map(\.code) }

    /// Annotation under way: a value that grows paragraph by paragraph, so that a caller can show
    /// progress, stop, or look at what there is.
    public struct Run: Sendable {
        private let annotator: Annotator
        private let wants: Parts
        private let given: [Layer]
        private let sentences: Sentences
        private var pass: ParagraphPass
        private var draft: LayerBuilder
        private var names = EntityGathering.NameTable()
        private var pairs: [(Int, Int)] = []
        private var flow: Flow
        private var tokens = TokenBuffer()
        private var units: [Span] = []
        private let explains: Bool
        /// How the language of a block is told.
        private var choice: LanguageChoice
        /// What was left out because of its language.
        private var left = LanguageTally()
        /// Index of the next paragraph.
        public private(set) var next = 0

        /// Begins at the first paragraph. Where it `explains`, the layer says of each annotation
        /// which rule made it (`Layer.explanation`), for a byte each.
        public init(
            _ annotator: Annotator, text: Text, date: Day?, wants: Parts = .all,
            layerNumber: UInt16, given: [Layer] = [], explains: Bool = false
        ) {
            self.explains = explains
            self.annotator = annotator
            self.wants = wants
            self.given = given
            sentences = Sentences(text)
            flow = Flow(text, furniture: [])
            choice = LanguageChoice(annotator, text)
            pass = ParagraphPass(text: text, lexicon: annotator.lexicon, date: date)
            pass.names = annotator.names
            if wants.contains(.times) { pass.carry.isMonthFirst = (annotator.dayOrder ?? DayOrderReading(text).order) == .mdy }
            draft = LayerBuilder(number: layerNumber, name: "gloss", origin: .computed)
            draft.types = MentionType.allCases.dropLast().map { TypeName($0.name) }
            if explains { draft.explanation = Explanation(rules: Rule.names) }
        }

        /// Tells a recorder what there is to be learned from.
        package mutating func record(in recorder: NameRecorder) { pass.recorder = recorder }

        /// Moves to a paragraph, reading the one before it for what it hands on.
        public mutating func prepare(_ paragraphs: ParagraphIndex, before index: Int) {
            next = max(0, index)
            flow = Flow(pass.text, paragraphs)
            pass.carry.reviewYear = TimeRules.reviewYear(pass.text, paragraphs, date: pass.date)
            pass.carry.isLong = paragraphs.pageStarts.count >= Self.longReport
            guard next > 0, next <= paragraphs.count else { return }
            let (span, kind) = (paragraphs.spans[next - 1], paragraphs.kind(of: next - 1))
            guard !kind.keepsLines, let last = sentences.pieces(of: span, length: Self.piece).last else { return }
            read(last, kind)
        }

        /// A paragraph longer than twice this, in bytes, is read in pieces that end with sentences.
        private static let piece = 16 << 10
        private static let progressStep = 1 << 20
        /// Pages after the first that make a report long.
        private static let longReport = 4

        /// Annotates the paragraphs from `next` up to `limit`, of very long ones the pieces that
        /// `include` lets through; `progress` is told the byte reached, each megabyte. Linear in
        /// their length.
        public mutating func extend(
            _ paragraphs: ParagraphIndex, to limit: Int, where include: (Span) -> Bool = { _ in true },
            progress: (Int) -> Void = { _ in }
        ) {
            flow = Flow(pass.text, paragraphs)
            if next == 0 { pass.carry.reviewYear = TimeRules.reviewYear(pass.text, paragraphs, date: pass.date) }
            pass.carry.isLong = paragraphs.pageStarts.count >= Self.longReport
            var told = 0
            while next < min(limit, paragraphs.count) {
                let kind = paragraphs.kind(of: next)
                if kind == .heading { pass.carry.enterSection() }
                for span in sentences.pieces(of: paragraphs.spans[next], length: Self.piece) where include(span) {
                    take(span, kind)
                    guard Int(span.end) - told > Self.progressStep else { continue }
                    told = Int(span.end)
                    progress(told)
                }
                next += 1
                pass.carry.headBlocks = max(0, pass.carry.headBlocks - 1)
            }
        }

        /// What was left out so far because it is of another language; nil for nothing.
        public var finding: Finding? { left.finding }

        /// What has been found so far as a finished layer with entities. O(annotations).
        public func layer() -> Layer {
            completed(draft)
        }

        /// As `layer()`, at the end: what has been found is handed over, not copied, and forgotten.
        public mutating func finish() -> Layer {
            var layer = LayerBuilder(number: draft.number, name: draft.name, origin: .computed)
            swap(&layer, &draft)
            return completed(layer)
        }

        private func completed(_ draft: LayerBuilder) -> Layer {
            var layer = draft
            layer.strings = pass.terms.strings
            var gathering = EntityGathering(
                annotator.lexicon, flow)
            gathering.run(names, pairs: pairs, &layer.mentions)
            layer.entities = gathering.entities
            if !wants.contains(.mentions), let file = given.first(where: { !$0.mentions.isEmpty && $0.entities.isEmpty }) {
                let found = annotator.identify(text: pass.text, layer: file, layerNumber: layer.number)
                layer.types = found.types
                layer.entities = found.entities
                layer.identities = found.identities
            }
            for index in layer.sources.indices {
                let mention = Int(layer.sources[index].mention)
                guard mention > 0, mention <= layer.mentions.count,
                    case let entity = layer.mentions[mention - 1].entity, entity > 0
                else { continue }
                layer.sources[index].entity = AnnotationID(
                    layer: layer.number, kind: .entity, number: entity)
            }
            return layer.finished()
        }

        /// Reads a block and keeps what is found. What no date goes by leaves no trace.
        private mutating func take(_ span: Span, _ kind: BlockKind) {
            guard !Standing(kind).isEmpty else { return }
            let before = pass.carry
            units.removeAll(keepingCapacity: true)
            ReadingUnits.forEach(of: span, kind, pass.text) { units.append($0) }
            var language = LanguageChoice.Verdict.english
            for unit in units.indices {
                let found = read(units[unit], kind)
                if language == .english { language = found }
                store()
            }
            left.add(language, span)
            if !kind.anchorsDates { pass.carry.forgetDates(since: before) }
        }

        /// Reads a block or a unit of one; gives its language.
        @discardableResult
        private mutating func read(_ span: Span, _ kind: BlockKind) -> LanguageChoice.Verdict {
            let standing = Standing(kind)
            pass.standing = standing
            let (flow, sentences, text, lexicon) = (flow, sentences, pass.text, pass.lexicon)
            let language = choice.fill(&tokens) { tokens, elisions in
                tokens.fill(span, kind, flow: flow, sentences: sentences, text: text, lexicon: lexicon, elisions: elisions)
            }
            pass.language = language.table
            pass.isForeign = language.isForeign
            pass.mentions.removeAll(keepingCapacity: true)
            pass.times.removeAll(keepingCapacity: true)
            pass.timeRules.removeAll(keepingCapacity: true)
            pass.claims.removeAll(keepingCapacity: true)
            pass.claimSpans.removeAll(keepingCapacity: true)
            pass.sameNames.removeAll(keepingCapacity: true)
            takeGiven(span)
            tokens.withTokens { tokens in
                var isSifted = !language.isForeign
                for family in RuleFamilies.table where wants.contains(family.part) && standing.lets(family.part) {
                    // Claims name mentions by their places.
                    if family.part == .claims, !isSifted {
                        pass.keepWhatAnyLanguageHas(tokens)
                        isSifted = true
                    }
                    family.run(tokens, &pass)
                }
                if !isSifted { pass.keepWhatAnyLanguageHas(tokens) }
            }
            return language.verdict
        }

        /// Mentions and times of the file's layers, for the families that build on them.
        private mutating func takeGiven(_ span: Span) {
            for layer in given {
                if !wants.contains(.mentions) {
                    for row in layer.mentionRows(overlapping: span) {
                        let mention = layer.mentions[row]
                        let type = layer.typeName(mention.type)
                        var draft = MentionDraft(
                            mention.span, MentionType(fileType: type), mention.form,
                            number: mention.number)
                        if mention.entity > 0 {
                            draft.entity = AnnotationID(
                                layer: layer.number, kind: .entity, number: mention.entity)
                        }
                        pass.mentions.append(draft)
                    }
                }
                if !wants.contains(.times) {
                    pass.times += layer.timeRows(overlapping: span).map { layer.times[$0] }
                }
            }
        }

        private mutating func store() {
            if wants.contains(.times) { storeTimes() }
            let base = UInt32(draft.mentions.count)
            if wants.contains(.mentions) { storeMentions() }
            if wants.contains(.claims) { storeClaims(mentionBase: base) }
        }

        private mutating func storeTimes() {
            let base = UInt32(draft.times.count)
            guard !given.isEmpty else {
                for index in pass.times.indices {
                    var time = pass.times[index]
                    time.number += base
                    if time.through > 0 { time.through = time.through <= pass.times.count ? time.through + base : 0 }
                    draft.times.append(time)
                    if explains { draft.explanation?.append(pass.timeRules[index].rawValue, of: .time) }
                }
                return
            }
            var order = Array(pass.times.indices)
            order.sort { pass.times[$0].span < pass.times[$1].span }
            var newNumber = [UInt32](repeating: 0, count: order.count)
            for (position, index) in order.enumerated() {
                newNumber[index] = base + UInt32(position) + 1
            }
            for index in order {
                var time = pass.times[index]
                time.number = newNumber[index]
                let through = Int(time.through)
                time.through = through > 0 && through <= order.count ? newNumber[through - 1] : 0
                draft.times.append(time)
                if explains { draft.explanation?.append(pass.timeRules[index].rawValue, of: .time) }
            }
        }

        private mutating func storeMentions() {
            let base = draft.mentions.count
            for mention in pass.mentions {
                let type = UInt16(mention.type.rawValue)
                var name: UInt32 = 0
                if mention.form == .name, mention.key.words > 0 {
                    name = names.number(
                        of: EntityGathering.Name(
                            type: mention.type, layerType: type, core: mention.core,
                            key: mention.key, identity: mention.name))
                }
                // Until the layer is made, the number of the name stands for the entity.
                draft.mentions.append(
                    Mention(
                        span: mention.span, number: UInt32(draft.mentions.count + 1), type: type,
                        form: mention.form, entity: name))
                if explains { draft.explanation?.append(mention.rule.rawValue, of: .mention, margin: mention.margin) }
            }
            pairs += pass.sameNames.map { ($0.0 + base, $0.1 + base) }
        }

        private mutating func storeClaims(mentionBase: UInt32) {
            let base = UInt32(draft.claims.count)
            for index in pass.claims.indices {
                let claim = pass.claims[index]
                let spans = pass.claimSpans[claim.spans]
                let within = claim.within.map { base + UInt32($0) + 1 } ?? 0
                draft.claims.append(
                    Claim(
                        number: base + UInt32(index) + 1, extent: Self.extent(spans),
                        spans: draft.list(spans), cue: claim.cue.map { draft.list(CollectionOfOne($0)) } ?? .none,
                        sources: storeSource(claim, mentionBase), kind: claim.kind,
                        isForecast: claim.isForecast, within: within,
                        likelihood: claim.likelihood, term: claim.term,
                        confidence: claim.confidence))
                if explains { draft.explanation?.append(claim.rule.rawValue, of: .claim) }
            }
        }

        private static func extent(_ spans: ArraySlice<Span>) -> Span {
            guard var extent = spans.first else { return Span(0, 0) }
            for span in spans {
                extent.start = min(extent.start, span.start)
                extent.end = max(extent.end, span.end)
            }
            return extent
        }

        private mutating func storeSource(_ claim: ClaimDraft, _ mentionBase: UInt32) -> Range<UInt32> {
            let first = UInt32(draft.sources.count)
            guard let source = claim.source else { return first..<first }
            var number: UInt32 = 0
            var entity: AnnotationID?
            if let mention = claim.mention {
                if wants.contains(.mentions) { number = mentionBase + UInt32(mention) + 1 }
                entity = pass.mentions[mention].entity
            }
            draft.sources.append(
                ClaimSource(
                    spans: draft.list(CollectionOfOne(source)), entity: entity, mention: number))
            return first..<first + 1
        }
    }
}

extension MentionType {
    /// The type that a file's type name stands for, as far as its words tell.
    package init(fileType name: String) {
        switch name.lowercased() {
        case "person", "per", "people": self = .person
        case "organization", "organisation", "org": self = .organization
        case "location", "loc", "gpe", "place", "facility", "fac": self = .location
        case "group", "norp", "nationality": self = .group
        case "weapon": self = .weapon
        case "vehicle": self = .vehicle
        case "militaryplatform": self = .militaryPlatform
        case "quantity", "cardinal", "percent": self = .quantity
        case "money": self = .money
        case "document", "documentreference": self = .document
        case "product", "malware", "software", "tool": self = .product
        case "event": self = .event
        case "work", "work_of_art", "law": self = .work
        case "url": self = .url
        case "domain", "hostname": self = .domain
        case "email": self = .email
        case "ip": self = .ip
        case "hash": self = .hash
        case "cve", "vulnerability": self = .cve
        case "filepath", "file": self = .filePath
        case "registrykey", "registry": self = .registryKey
        default: self = .other
        }
    }
}
