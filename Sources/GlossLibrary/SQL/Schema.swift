/// The tables of the index. A file may hold several reports; ids of paragraphs ascend and are never used twice: in
/// `words`, `marks` and `features`, from which nothing can be deleted, a paragraph is dead when it is not in `paragraph`.
///
/// What stands in a paragraph is packed in `paragraph.held` (`Holding`); what is looked for by it is words of `marks`,
/// a row a paragraph: `e12` an entity's part, `s12` who says something, `t3` a type of `kind`, `k1` a kind of claim,
/// `b4` a band of certainty, and what words begin with (`Beginnings`). `features` has a row a claim, numbered
/// `ClaimID`: the stems of its words and its entities.
enum Schema {
    static let application = 0x676C_6F73
    /// Another version is made anew by `gloss library rebuild`.
    static let version = 2

    static let tables = """
        PRAGMA page_size=8192;
        PRAGMA journal_mode=WAL;
        PRAGMA synchronous=NORMAL;
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INT) WITHOUT ROWID;
        CREATE TABLE file(
            id INTEGER PRIMARY KEY, path TEXT UNIQUE, size INT, mtime INT, inode INT, annSize INT, annMtime INT,
            hash BLOB, checked INT, problem TEXT, gone INT);
        CREATE INDEX fileHash ON file(hash);
        CREATE TABLE report(
            id INTEGER PRIMARY KEY, file INT, path TEXT, title TEXT, format TEXT, published INT, firstParagraph INT, endParagraph INT, paragraphs INT,
            mentions INT, events INT, claims INT, simhash INT, wordCount INT, copyOf INT, indexed INT, stored TEXT);
        CREATE INDEX reportFile ON report(file);
        CREATE INDEX reportCopy ON report(copyOf) WHERE copyOf IS NOT NULL;
        CREATE TABLE paragraph(id INTEGER PRIMARY KEY, report INT, start INT, length INT, number INT, claims INT, held BLOB);
        CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE marks USING fts5(m, content='', detail=none, columnsize=0, tokenize='ascii');
        CREATE VIRTUAL TABLE features USING fts5(f, content='', detail=none, columnsize=0, tokenize='ascii');
        INSERT INTO words(words, rank) VALUES('automerge', 8), ('hashsize', 8000000);
        INSERT INTO marks(marks, rank) VALUES('automerge', 8), ('hashsize', 4000000);
        INSERT INTO features(features, rank) VALUES('automerge', 8), ('hashsize', 4000000);
        CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
        CREATE TABLE entity(id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, type TEXT, mentions INT, reports INT, root INT, total INT, shown TEXT);
        CREATE INDEX entityRoot ON entity(root) WHERE root <> id;
        CREATE TABLE kindUse(entity INT, type INT, uses INT, PRIMARY KEY(entity, type)) WITHOUT ROWID;
        CREATE TABLE name(folded TEXT, entity INT, uses INT, PRIMARY KEY(folded, entity)) WITHOUT ROWID;
        CREATE TABLE link(short INT, whole INT, rule TEXT, uses INT, PRIMARY KEY(short, whole, rule)) WITHOUT ROWID;
        CREATE TABLE event(day INT, length INT, paragraph INT, number INT, PRIMARY KEY(day, length, paragraph, number)) WITHOUT ROWID;
        CREATE TABLE appearance(
            entity INT, day INT, length INT, paragraph INT, number INT, PRIMARY KEY(entity, day, length, paragraph, number)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE featureRows USING fts5vocab(features, row);
        CREATE TABLE tag(report TEXT, tag TEXT, PRIMARY KEY(report, tag)) WITHOUT ROWID;
        CREATE TABLE search(name TEXT PRIMARY KEY, query TEXT) WITHOUT ROWID;
        PRAGMA application_id=\(application);
        PRAGMA user_version=\(version);
        """

    /// Indexes that a first filling does without, and makes at its end: name, and what it is on.
    static let secondary = [("eventOpen", "event(day) WHERE length < 0")]
}

/// How claims are numbered over all reports: by their paragraph, and by their place in it. A paragraph of more
/// than `most` takes the ids of so many paragraphs more.
enum ClaimID {
    static let bits = 6
    static let most = 1 << bits

    /// How many ids a paragraph with so many claims takes.
    static func paragraphs(_ claims: Int) -> Int { max(1, (claims + most - 1) / most) }

    static func of(_ paragraph: Int, _ place: Int) -> Int { paragraph << bits + place }
}
