/// The tables of the index. A file may hold several reports; the paragraphs of a report have consecutive
/// ids, which are never used twice: in `words`, from which nothing can be deleted, a paragraph is dead when it is
/// not in `paragraph`.
enum Schema {
    static let application = 0x676C_6F73
    /// Another version is made anew by `gloss library rebuild`.
    static let version = 1

    static let tables = """
        PRAGMA page_size=8192;
        PRAGMA journal_mode=WAL;
        PRAGMA synchronous=NORMAL;
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INT) WITHOUT ROWID;
        CREATE TABLE folder(id INTEGER PRIMARY KEY, path TEXT UNIQUE);
        CREATE TABLE file(
            id INTEGER PRIMARY KEY, path TEXT UNIQUE, size INT, mtime INT, inode INT, annSize INT, annMtime INT,
            hash BLOB, checked INT, problem TEXT, gone INT);
        CREATE INDEX fileHash ON file(hash);
        CREATE TABLE report(
            id INTEGER PRIMARY KEY, file INT, path TEXT, title TEXT, format TEXT, published INT, firstParagraph INT, paragraphs INT,
            firstEvent INT, events INT, firstClaim INT, claims INT, simhash INT, wordCount INT, copyOf INT, indexed INT, stored TEXT);
        CREATE INDEX reportFile ON report(file);
        CREATE INDEX reportPath ON report(path);
        CREATE INDEX reportCopy ON report(copyOf) WHERE copyOf IS NOT NULL;
        CREATE TABLE band(value INT, report INT, simhash INT, wordCount INT, PRIMARY KEY(value, report)) WITHOUT ROWID;
        CREATE TABLE paragraph(id INTEGER PRIMARY KEY, report INT, start INT, length INT, number INT);
        CREATE VIRTUAL TABLE words USING fts5(body, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2');
        INSERT INTO words(words, rank) VALUES('automerge', 8);
        CREATE TABLE entity(id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, type TEXT, mentions INT, reports INT, root INT, total INT, shown TEXT);
        CREATE TABLE kindUse(entity INT, type TEXT, uses INT, PRIMARY KEY(entity, type)) WITHOUT ROWID;
        CREATE INDEX entityRoot ON entity(root);
        CREATE TABLE name(folded TEXT, entity INT, uses INT, PRIMARY KEY(folded, entity)) WITHOUT ROWID;
        CREATE TABLE local(
            report INT, number INT, entity INT, name TEXT, type TEXT, mentions INT, PRIMARY KEY(report, number)) WITHOUT ROWID;
        CREATE TABLE link(short INT, whole INT, rule TEXT, uses INT, PRIMARY KEY(short, whole, rule)) WITHOUT ROWID;
        CREATE TABLE mention(
            entity INT, paragraph INT, start INT, length INT, PRIMARY KEY(entity, paragraph, start, length)) WITHOUT ROWID;
        CREATE TABLE event(
            id INTEGER PRIMARY KEY, paragraph INT, start INT, length INT, earliest INT, latest INT, precision INT, value TEXT);
        CREATE TABLE appearance(entity INT, earliest INT, event INT, PRIMARY KEY(entity, earliest, event)) WITHOUT ROWID;
        CREATE TABLE claim(
            id INTEGER PRIMARY KEY, paragraph INT, start INT, length INT, name TEXT, source INT, kind INT, certainty INT, confidence INT);
        CREATE VIRTUAL TABLE features USING fts5(f, content='', detail=none);
        CREATE VIRTUAL TABLE wordRows USING fts5vocab(words, row);
        CREATE VIRTUAL TABLE featureRows USING fts5vocab(features, row);
        CREATE TABLE tag(report TEXT, tag TEXT, PRIMARY KEY(report, tag)) WITHOUT ROWID;
        CREATE TABLE search(name TEXT PRIMARY KEY, query TEXT) WITHOUT ROWID;
        PRAGMA application_id=\(application);
        PRAGMA user_version=\(version);
        """

    /// Indexes that a first filling does without, and makes at its end: name, and what it is on.
    static let secondary = [
        ("localEntity", "local(entity)"), ("mentionPlace", "mention(paragraph, entity)"), ("eventTime", "event(earliest, latest)"),
        ("eventPlace", "event(paragraph)"), ("claimPlace", "claim(paragraph)"), ("claimSource", "claim(source) WHERE source > 0"),
    ]
}
