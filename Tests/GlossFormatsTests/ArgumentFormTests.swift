import GlossModel
import Testing

@testable import GlossFormats

/// Argdown and STIX, read.
struct ArgumentFormTests {
    static let debate = """
        ===
        title: The ferry
        author: Ann
        ===
        // a comment
        # First part

        [Late]: The ferry is *always* late. {certainty: "very likely"} #main
          + <Counted>: Somebody counted
          the days. #pro // aside
            <_ [Miscounted]: The count is wrong.
          - It left in time once.
            -> <Counted>

        <Old engine>

        (1) Old engines fail.
        (2) The engine is old.
        -- Modus ponens --
        (3) [Late]
        /* gone */
        """

    @Test func statementsAndArgumentsAreClaims() throws {
        let file = try ForeignExample(Argdown(), Self.debate, name: "in.argdown")
        let report = try file.first
        let claims = report.claimIDs.map { report.text.joined(report.spans(ofClaim: $0)) }
        #expect(
            claims == [
                "The ferry is always late.", "Somebody counted the days.", "The count is wrong.", "It left in time once.", "Old engine",
                "Old engines fail.", "The engine is old.",
            ])
        #expect(report.claim(report.claimIDs[0])?.likelihood == .veryLikely)
        #expect(
            file.relations() == [
                "supports Somebody counted the days. -> The ferry is always late.", "undercuts The count is wrong. -> Somebody counted the days.",
                "contradicts It left in time once. -> The ferry is always late.", "contradicts It left in time once. -> Somebody counted the days.",
                "supports Old engines fail. -> The ferry is always late.", "supports The engine is old. -> The ferry is always late.",
            ])
        #expect(report.title == "The ferry")
        #expect(report.structure.sections.map { report.text[$0.heading] } == ["First part"])
        #expect(!report.text[report.text.span].contains("comment") && !report.text[report.text.span].contains("gone"))
    }

    @Test func whatWeWriteComesBack() throws {
        let report = try ForeignExample(Argdown(), Self.debate, name: "in.argdown").first
        var out = ByteOutput()
        try Argdown().write(report, to: &out)
        let again = try ForeignExample(Argdown(), String(decoding: out.bytes, as: UTF8.self), name: "out.argdown").first
        #expect(
            again.claimIDs.map { again.text.joined(again.spans(ofClaim: $0)) } == report.claimIDs.map { report.text.joined(report.spans(ofClaim: $0)) })
    }

    static let bundle = """
        {"type":"bundle","id":"bundle--1","objects":[
        {"type":"report","spec_version":"2.1","id":"report--1","created":"2020-01-02T00:00:00.000Z","modified":"2020-01-02T00:00:00.000Z","name":"Night work","published":"2020-01-02T00:00:00Z","description":"About Bran Flakes.","object_refs":["campaign--1"]},
        {"type":"campaign","spec_version":"2.1","id":"campaign--1","created":"2019-01-01T00:00:00.000Z","modified":"2019-01-01T00:00:00.000Z","name":"Old name"},
        {"type":"campaign","spec_version":"2.1","id":"campaign--1","created":"2019-01-01T00:00:00.000Z","modified":"2019-06-01T00:00:00.000Z","name":"Bran Flakes","first_seen":"2019-03-04T05:06:07Z"},
        {"type":"identity","spec_version":"2.1","id":"identity--1","created":"2019-01-01T00:00:00.000Z","modified":"2019-01-01T00:00:00.000Z","name":"Harrow Party","identity_class":"organization"},
        {"type":"tool","spec_version":"2.1","id":"tool--1","created":"2019-01-01T00:00:00.000Z","modified":"2019-01-01T00:00:00.000Z","revoked":true,"name":"Gone"},
        {"type":"relationship","spec_version":"2.1","id":"relationship--1","relationship_type":"targets","source_ref":"campaign--1","target_ref":"identity--1"},
        {"type":"relationship","spec_version":"2.1","id":"relationship--2","relationship_type":"uses","source_ref":"campaign--1","target_ref":"tool--9"}]}
        """

    @Test func objectsAreEntitiesWithTheirRelationships() throws {
        let file = try ForeignExample(STIX(), Self.bundle)
        let report = try file.first
        #expect(report.title == "Night work" && report.date == Day(iso: "2020-01-02"))
        #expect(file.entities().contains("Bran Flakes: Bran Flakes Bran Flakes [campaign--1]"))
        #expect(file.entities().contains { $0.hasPrefix("Harrow Party: ") })
        #expect(file.relations().contains("targets e:Bran Flakes -> e:Harrow Party"))
        #expect(file.times() == ["2020-01-02T00:00:00Z 2020-01-02T00:00", "2019-03-04T05:06:07Z 2019-03-04T05:06"])
        #expect(!report.text[report.text.span].contains("Gone") && !report.text[report.text.span].contains("Old name"))
        #expect(file.codes.sorted() == ["names-what-is-not-there", "older-versions", "rejected-left-out"])
    }
}
