import GlossLexicon
import GlossModel

extension TimeRules {
    /// The year that an annual report is about, so that its "In October" is an October of it: the one before
    /// the report's own, where its title says so ("Annual Report 2015", "2015 Human Rights Report"). Nil for
    /// other reports. Looks at the first eight paragraphs.
    static func reviewYear(_ text: Text, _ paragraphs: ParagraphIndex, date: Day?) -> Int? {
        guard let date else { return nil }
        let year = date.year - 1
        for paragraph in paragraphs.spans.prefix(8) where paragraph.count <= 160 {
            let title = text[paragraph]
            let words = title.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
            guard words.count <= 14, title.last != ".", !words.contains(where: months.contains), words.contains(where: reports.contains) else { continue }
            let years = words.compactMap { $0.count == 4 ? Int($0) : nil }.filter { (1900...2199).contains($0) }
            if years == [year] { return year }
            let isAnnual = title.contains("Annual Report") || title.contains("ANNUAL REPORT") || title.contains("Annual Review")
            if years.isEmpty, isAnnual, words.count <= 10 { return year }
        }
        return nil
    }

    private static let reports: Set<String> = ["report", "reports", "review", "yearbook", "survey", "overview", "accounts", "practices", "retrospective"]
    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
}
