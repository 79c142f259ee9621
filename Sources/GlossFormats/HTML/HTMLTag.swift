import GlossModel

/// The elements of HTML that mean something to the reader.
enum HTMLTag: String, CaseIterable {
    case text = "#text", document = "#document", unknown = "#unknown"
    case a, abbr, acronym, address, area, article, aside, audio, b, base, big, blockquote, body, br, button, canvas, caption, center
    case cite, code, col, colgroup, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption
    case figure, font, footer, form, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins, kbd
    case label, legend, li, link, listing, main, map, mark, math, menu, meta, nav, nobr, noembed, noframes, noscript, object, ol
    case optgroup, option, p, param, picture, pre, progress, q, rp, rt, ruby, s, samp, script, search, section, select, small
    case source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead
    case time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp

    private static let byName: [String: HTMLTag] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The element of a name, letters of either case. With a prefix it is one of another language, as
    /// Word's `o:p`, but for `xhtml:p`.
    init(name: Slice<Bytes>) {
        var name = String(decoding: name, as: UTF8.self).lowercased()
        for prefix in ["xhtml:", "html:"] where name.hasPrefix(prefix) { name = String(name.dropFirst(prefix.count)) }
        self = HTMLTag.byName[name] ?? .unknown
    }

    /// Never has an end tag.
    var isVoid: Bool {
        switch self {
        case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr: true
        default: false
        }
    }

    /// What stands in it is no markup.
    var isRaw: Bool {
        switch self {
        case .script, .style, .textarea, .title, .xmp, .iframe, .noembed, .noframes: true
        default: false
        }
    }

    /// Nothing of it is to be read: programs, forms' fields, other media.
    var isSilent: Bool {
        switch self {
        case .script, .style, .template, .noscript, .head, .iframe, .object, .embed, .canvas, .audio, .video, .button, .select,
            .input, .textarea, .datalist, .svg, .map, .rp, .noembed, .noframes, .progress, .title, .option, .dialog:
            true
        default: false
        }
    }

    /// Begins and ends lines.
    var isBlock: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dir, .div, .dl, .dt, .fieldset,
            .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html, .legend, .li,
            .listing, .main, .menu, .nav, .ol, .p, .pre, .search, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead,
            .tr, .ul, .xmp, .document:
            true
        default: false
        }
    }

    /// Ends a paragraph that is open.
    var closesParagraph: Bool {
        switch self {
        case .td, .th, .tr, .tbody, .thead, .tfoot, .caption, .body, .html: false
        default: isBlock
        }
    }

    /// The level of a heading; nil where it is none.
    var headingLevel: Int? {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }

    /// Elements that its beginning ends, and the elements that stop looking for one.
    var ends: (open: [HTMLTag], within: [HTMLTag]) {
        switch self {
        case .li: ([.li], [.ul, .ol, .menu, .dir])
        case .dt, .dd: ([.dt, .dd], [.dl])
        case .td, .th: ([.td, .th], [.tr, .table])
        case .tr: ([.tr, .caption], [.table])
        case .tbody, .thead, .tfoot: ([.tbody, .thead, .tfoot, .caption], [.table])
        case .option: ([.option], [.select, .datalist])
        default: ([], [])
        }
    }
}
