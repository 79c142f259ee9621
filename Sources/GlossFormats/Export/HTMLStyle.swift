/// How a page looks: a column of text for reading, what goes with it beside it, light and dark.
enum HTMLStyle {
    /// The class of a type's colour; types of one kind share it.
    static func name(of type: String) -> String {
        switch type.lowercased() {
        case "person", "per": "person"
        case "organization", "organisation", "org": "organization"
        case "location", "loc", "gpe", "place", "facility", "fac": "location"
        case "group", "nationality", "norp": "group"
        case "weapon", "vehicle", "militaryplatform": "thing"
        case "money", "quantity": "quantity"
        case "document", "documentreference", "url": "document"
        default: "other"
        }
    }

    static let sheet = """
        :root { color-scheme: light dark; --ink: #1f2328; --ground: #fffdf8; --faint: #6b7178; --rule: #dcd8cc;
          --person: #b4530a; --organization: #1d5fae; --location: #1d7a46; --group: #7d3fa8; --thing: #a3293f;
          --quantity: #6a6200; --document: #0d7377; --other: #555b63; --date: #8a1f6b; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #d9dce0; --ground: #17191c; --faint: #8d949c; --rule: #34383d;
            --person: #f0a868; --organization: #7db4f0; --location: #7fcf9b; --group: #cb9aef; --thing: #f08fa0;
            --quantity: #d6cb5a; --document: #6fcfd2; --other: #aab0b8; --date: #ec93cd; } }
        body { margin: 0 auto; max-width: 78rem; padding: 1.5rem 1.25rem 4rem; background: var(--ground);
          color: var(--ink); font: 1.05rem/1.65 Georgia, "Noto Serif", serif; }
        header { border-bottom: 1px solid var(--rule); margin-bottom: 1.5rem; }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem; }
        header p { color: var(--faint); margin: 0 0 1rem; }
        h2 { font: 600 .95rem/1.4 system-ui, sans-serif; letter-spacing: .02em; color: var(--faint); margin: 0 0 .6rem; }
        .columns { display: grid; grid-template-columns: minmax(0, 42rem) minmax(14rem, 1fr); gap: 3rem; align-items: start; }
        main p { margin: 0 0 1em; overflow-wrap: anywhere; }
        aside { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto;
          font: .87rem/1.5 system-ui, sans-serif; }
        aside section { margin-bottom: 2rem; }
        aside ol, aside ul { list-style: none; margin: 0; padding: 0; }
        #timeline li { border-left: 2px solid var(--rule); padding: 0 0 .8rem .9rem; }
        #timeline a { display: block; color: var(--date); font-weight: 600; text-decoration: none; }
        #entities li { margin-bottom: .25rem; }
        #entities a { color: var(--faint); text-decoration: none; }
        a:hover { text-decoration: underline; }
        .mention { color: var(--other); font-weight: 400; } .name { font-weight: 600; }
        .person { color: var(--person); } .organization { color: var(--organization); }
        .location { color: var(--location); } .group { color: var(--group); } .thing { color: var(--thing); }
        .quantity { color: var(--quantity); } .document { color: var(--document); }
        .date { color: var(--date); font-weight: 600; }
        .claim { text-decoration: underline; text-decoration-color: var(--rule); text-decoration-thickness: 2px;
          text-underline-offset: .25em; }
        .cue { font-style: italic; }
        :target { outline: 2px solid var(--date); outline-offset: 2px; border-radius: 2px; }
        @media (max-width: 56rem) { .columns { grid-template-columns: minmax(0, 1fr); } aside { position: static; max-height: none; } }
        @media print { aside { position: static; max-height: none; } .columns { display: block; } }

        """
}
