/// The words that made-up people, organisations, places and things are put together from.
enum Names {
    static let given = [
        "Marian", "Tomas", "Ilse", "Renée", "Anton", "Bertil", "Clara", "Davit", "Edda", "Fabian",
        "Greta", "Henrik", "Irena", "Jonas", "Katya", "Lorenz", "Mirja", "Nadia", "Oskar", "Petra",
        "Quentin", "Rosa", "Stefan", "Tilda", "Ugo", "Vera", "Walter", "Yusuf", "Zora", "Amir",
        "Bela", "Cosmin", "Dunja", "Emre", "Farida", "Goran", "Hana", "Idris", "Jelena", "Kemal",
        "Leyla", "Mateo", "Nils", "Olga", "Pavel", "Rania", "Samir", "Tarik", "Ulla", "Viktor",
    ]
    static let family = [
        "Holder", "Brandt", "Okondo", "Varga", "Lindqvast", "Moreau", "Petrescu", "Sorell", "Tamm",
        "Ulvik", "Wenzer", "Yarrow", "Zeller", "Abendroth", "Brekke", "Castellan", "Dragov",
        "Ekström", "Farrow", "Gaskin", "Halloran", "Ivarsen", "Jurek", "Kestrel", "Lomax", "Marsh",
        "Nordby", "Orlan", "Pelham", "Quill", "Rask", "Sandoval", "Torvik", "Umber", "Vasko",
        "Wexley", "Ashdown", "Belisar", "Corvin", "Dahlem", "Estrin", "Falk", "Gorse", "Hesketh",
    ]
    static let places = [
        "Sollen", "Harrow", "Karsk", "Velmora", "Ostrand", "Brennick", "Talwar", "Mirabad",
        "Dunmere", "Ashkar", "Podgrad", "Lorvik", "Estavar", "Kelmouth", "Zarin", "Orrendal",
        "Vasht", "Nimrey", "Halden", "Corrin", "Jebara", "Tulsk", "Pellworth", "Gannet",
        "Sarovia", "Umbria Vale", "Port Ellan", "Fort Marrow", "Lake Istren", "New Karsk",
        "Gorran Hills", "Tavi", "Old Velmora", "Brackwater", "Norrin Pass", "Selby Cross",
    ]
    static let trades = [
        "Mining", "Shipping", "Energy", "Water", "Rail", "Cement", "Grain", "Steel", "Telecom",
        "Timber", "Fishing", "Power", "Air Freight", "Road Haulage", "Insurance", "Salvage",
    ]
    static let companies = [
        "Company", "Group", "Corporation", "Union", "Board", "Authority", "Works", "Agency",
        "Workers’ Federation", "Holdings", "Trading Association", "and Engineering Cooperative Society",
    ]
    static let bodies = [
        "Police", "Council", "Ministry of Defence", "Border Guard", "Chamber of Commerce",
        "Liberation Front", "Commission for Refugees and Resettlement", "High Court", "Port Authority", "Relief Committee", "Daily Courier",
        "National Army", "Statistics Office", "Electoral Commission", "Peace Assembly",
    ]
    static let institutions = [
        "University", "Government", "Bank", "Free Republic", "Diocese", "Technical College",
    ]
    static let remarks = [
        "read twice, and both readers agree that the name is meant as it stands here",
        "the second reader took the article with it; settled in favour of the first one",
        "spelled in another way in the printed volume, page and line of which are not given",
        "compare the mention in the paragraph before, where the same is said of the neighbours",
        "the source has a footnote here that was left out when the text was prepared",
    ]
    static let posts = [
        "mayor", "governor", "judge", "general", "prosecutor", "envoy", "minister", "harbourmaster",
    ]
    static let regions = ["eastern", "western", "northern", "southern", "central", "upper", "greater"]
    static let vehicles = [
        "lorries", "buses", "patrol boats", "tankers", "freight trains", "ambulances",
        "helicopters", "barges",
    ]
    static let weapons = ["rifles", "mortars", "mines", "rockets", "grenades", "shells"]
    static let documents = ["reports", "treaties", "letters", "contracts", "court files", "ledgers"]
    static let numbers = ["three", "four", "a dozen", "twenty", "some forty", "about sixty", "200"]
    static let weights = ["light", "heavy", "old", "new", "captured", "hired", "armoured"]
    static let nouns = [
        "strike", "flood", "raid on the depot", "landslide", "power cut", "ceasefire",
        "harvest failure", "fire at the refinery", "train crash", "blockade", "cholera outbreak",
        "vote", "evacuation", "bridge collapse", "tax revolt", "ambush on the convoy",
        "water shortage", "trial", "border closure", "prison break",
    ]
    static let outcomes = [
        "cut the road to the coast for nearly a week", "left hundreds of families without water",
        "ended without a settlement", "cost more than the yearly budget of the province",
        "was planned months before anybody spoke of it in public",
        "would not have happened without help from abroad",
        "drove the price of bread to twice what it had been", "changed little in the villages",
        "forced the two sides back to the table", "was kept out of the papers for a month",
        "brought trade along the river to a halt", "had its roots in an old quarrel over land",
    ]
    static let deeds = [
        "reopen the railway", "recall the inspectors", "raise the tolls on the bridge",
        "withdraw from the talks", "extend the curfew into the winter", "sell its share of the port",
        "publish the full list of the missing", "send a second convoy over the pass",
        "close two of the four camps", "name a new commission of inquiry",
    ]
    static let asides = [
        "Nobody who was asked about it afterwards could say how it had begun.",
        "The weather made the work harder, and the nights were long.",
        "It wasn’t the first time, and few believed that it would be the last.",
        "What the figures leave out is told in the second part of this volume.",
        "A handwritten note in the margin read only “see above”.",
        "One notice on the gate carried nothing but a sign: 🚧.",
        "Prices rose again, and the café by the station closed its doors.",
        "The rest of the page is missing from the copy that was kept.",
    ]
}
