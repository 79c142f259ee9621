import GlossLexicon
import GlossModel

/// Tells English from other languages by function words: those of English are four in ten words of
/// its prose, those of another language as many in that. Words that are of none, as in tables, logs
/// and lists, speak for no language.
enum Language {
    private static let sample = 1 << 16
    private static let function: WordClasses = [
        .determiner, .preposition, .conjunction, .pronoun, .possessivePronoun, .auxiliary, .modal,
    ]

    /// How many words of a stretch speak for what.
    struct Count {
        var words = 0
        var english = 0
        var others = 0
        /// Words that stand in names in English, too.
        var particles = 0
        /// Words in letters that English does not have.
        var otherLetters = 0

        fileprivate mutating func addOther(_ hash: UInt64, isOtherLetter: Bool) {
            if isOtherLetter { otherLetters += 1 }
            if Language.particles.contains(hash) {
                particles += 1
            } else if Language.foreign.contains(hash) {
                others += 1
            }
        }

        /// Whether the words are of another language; nil where too few speak for any.
        var isForeign: Bool? {
            guard words > 0 else { return nil }
            if otherLetters * 2 > words, words >= 2 { return true }
            let others = others >= 2 ? others + particles : others
            if others >= 3, others * 100 >= words * 15, others > english { return true }
            return english >= 3 && english * 100 >= words * 10 && english > others ? false : nil
        }
    }

    /// Whether a text is not mostly of another language, judged from its first 64 kB.
    static func isEnglish(_ text: Text, _ lexicon: Lexicon) -> Bool {
        var count = Count()
        let bytes = text.bytes
        let end = min(bytes.count, sample)
        var offset = 0
        while offset < end {
            var hash = WordHash()
            let next = wordEnd(bytes, offset, end, &hash)
            guard next > offset else {
                offset += bytes[offset] < 0x80 ? 1 : UTF8Decoding.scalar(in: bytes, at: offset).length
                continue
            }
            count.words += 1
            if lexicon.entry(hash.value)?.classes.overlaps(function) == true { count.english += 1 }
            count.addOther(hash.value, isOtherLetter: isOther(bytes, offset))
            offset = next
        }
        return count.isForeign != true
    }

    /// What the words of a block speak for. Linear; few words are looked up in English prose.
    static func count(_ tokens: Tokens) -> Count {
        var count = Count()
        for index in 0..<tokens.count where tokens[index].kind == .word {
            count.words += 1
            if tokens[index].classes.overlaps(function) { count.english += 1 }
        }
        if count.english * 5 >= count.words, count.english >= 3 { return count }
        for index in 0..<tokens.count where tokens[index].kind == .word {
            let token = tokens[index]
            count.addOther(token.hash, isOtherLetter: isOther(tokens.bytes, Int(token.readStart)))
        }
        return count
    }

    /// Whether a word begins with a letter of another script: Greek, Cyrillic, Arabic, Chinese, ...
    private static func isOther(_ bytes: Bytes, _ offset: Int) -> Bool {
        bytes[offset] >= 0xCD
    }

    /// One past the letters from an offset on, which are added to the hash.
    @inline(__always)
    private static func wordEnd(
        _ bytes: Bytes, _ start: Int, _ end: Int, _ hash: inout WordHash
    ) -> Int {
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            if byte < 0x80 {
                guard (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A else { break }
                hash.feed(UInt32(byte))
                offset += 1
            } else {
                let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: offset)
                guard TokenScan.isLetter(scalar) else { break }
                hash.feed(scalar.value)
                offset += length
            }
        }
        return offset
    }

    /// Function words of other languages that are no words of English.
    private static let foreign = hashes(
        """
        der das und ist nicht mit dem des ein eine einen einem einer eines auf für sich zu auch als wird
        bei nach aus wie dass daß sind oder über durch wurde wurden werden ich sie wir hatte haben aber noch nur
        nun vom zum zur beim unter zwischen gegen sein seine ihre ihren diese dieser dieses kein keine mehr sehr wenn
        weil kann soll muss ihn ihm ihr doch schon dort hier
        et est dans pour que qui sur au aux par ne ce cette ces il elle avec ses sont ont été mais nous vous leur
        leurs se sa comme être avait était deux où des une parce beaucoup aussi très cela lui ils elles
        y en con para su lo como pero sus este esta fue sido sobre también hay muy porque cuando
        gli che è della dei delle nel nella sono non anche alla hanno suo sua questo questa degli dalla
        os um uma em não mais foi ao pela pelo são seu sua às
        het een op te dat voor niet zijn aan er ook maar naar uit wordt deze werd hebben heeft wij
        och att det som på är av för till inte om ett eller från kan
        af ikke fra blev være jeg hun det
        nie się że jest jak od za oraz przez dla jego które który są był
        ve bir bu için ile olarak daha çok gibi olan değil
        yang dengan untuk dari ini itu pada adalah tidak dalam oleh
        ja ei että oli mutta myös ovat kun
        az és hogy nem csak meg volt
        şi în pe cu nu sunt
        si byl která jako
        """)

    /// Those that stand in names as well, also in English: "Rio de la Plata".
    private static let particles = hashes("de la le les el los las del di du da dos von van al den der das do")

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split(whereSeparator: \.isWhitespace).map { word in
            var hash = WordHash()
            for scalar in word.unicodeScalars { hash.feed(scalar.value) }
            return hash.value
        })
    }
}
