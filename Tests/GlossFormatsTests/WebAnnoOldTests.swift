import GlossModel
import Testing

@testable import GlossFormats

/// WebAnno TSV 1 and 2.
struct WebAnnoOldTests {
    @Test func stackedNamesOfTheFirstVersionAreMentions() throws {
        let file = try ForeignExample(
            WebAnnoOld(),
            """
            #id=1
            #text=The Harrow  Company left Oslo
            1\tThe\t_\tDT\tO\t5\tDET\t_\t_
            2\tHarrow\t_\tNNP\tB_ORGpart|B_ORG\t3\tNAME\t_\t_
            3\tCompany\t_\tNNP\tI_ORG\t4\tSUBJ\t_\t_
            4\tleft\t_\tVBD\tO\t0\tROOT\t_\t_
            5\tOslo\t_\tNNP\tB_LOC\t4\tOBJ\t_\t_

            """, name: "in.tsv")
        #expect(try file.first.text[file.first.text.span] == "The Harrow  Company left Oslo")
        #expect(file.mentions() == ["ORG Harrow  Company", "ORGpart Harrow", "LOC Oslo"])
        #expect(file.codes == ["columns-kept"])
    }

    @Test func declaredLayersOfTheSecondVersionAreRead() throws {
        let file = try ForeignExample(
            WebAnnoOld(),
            """
             # de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity | value # webanno.custom.Job | since | title # webanno.custom.Knows | how | AttachTo=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity
            #id=1
            #text=Ann met Captain Bo
            1-1\tAnn\tB-PER\tO\tO\twell\t1-4
            1-2\tmet\tO\tO\tO\t_\t_
            1-3\tCaptain\tO\tB-1850\tB-captain\t_\t_
            1-4\tBo\tB-PER\tO\tO\t_\t_

            """, name: "in.tsv")
        #expect(file.mentions() == ["PER Ann", "webanno.custom.Job Captain", "PER Bo"])
        #expect(file.attributes(1) == ["since=1850", "title=captain"])
        #expect(file.relations() == ["well Bo -> Ann"])
        #expect(file.codes == [])
    }
}
