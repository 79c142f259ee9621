/// Expressions of one kind, from which sentences draw.
struct ExpressionPool {
    /// One mention each.
    var single: [Expression] = []
    /// Two mentions that overlap: one inside the other, crossing, or on the same words.
    var overlapping: [Expression] = []
    /// Two that share a word, the first of them discontinuous.
    var discontinuous: [Expression] = []

    /// Of 1000 expressions, those with two mentions that share words. Each gives two mentions and
    /// the others one, so of all mentions 2 x 307 / 1307 = 47% overlap another one.
    private static let shared = 307
    /// Of 1000 expressions, those with a discontinuous mention: 52 / 1307 = 4% of all mentions.
    private static let discontinuous = 52

    func draw(_ random: inout Random) -> Expression {
        let lot = random.below(1000)
        let list =
            lot >= Self.shared ? single : lot < Self.discontinuous ? discontinuous : overlapping
        return list[random.skewed(below: list.count)]
    }
}

/// All expressions of a workload; made anew from the seed for each.
struct Expressions {
    private(set) var people = ExpressionPool()
    private(set) var organizations = ExpressionPool()
    private(set) var places = ExpressionPool()
    private(set) var things = ExpressionPool()
    /// What every report begins with.
    let known: Expression
    private var entities: [String: Int] = [:]

    init(_ random: inout Random) {
        entities[Opening.mention] = 1
        known = Expression([Opening.mention], [([0...0], "Location", (1, Opening.mention))])
        for _ in 0..<1500 {
            addPeople(&random)
            addOrganizations(&random)
            addPlaces(&random)
            addThings(&random)
        }
    }

    /// The entity of a name: its number in the file, from 1.
    private mutating func entity(_ name: String) -> (Int, String) {
        if let number = entities[name] { return (number, name) }
        entities[name] = entities.count + 1
        return (entities.count, name)
    }

    private mutating func addPeople(_ random: inout Random) {
        let (given, other) = (random.pick(Names.given), random.pick(Names.given))
        let (family, place) = (random.pick(Names.family), random.pick(Names.places))
        let person = entity("\(given) \(family)")
        let isShort = random.happens(250)
        people.single.append(
            isShort
                ? Expression([family], [([0...0], "Person", person)])
                : Expression([given, family], [([0...1], "Person", person)]))
        people.overlapping.append(
            Expression(
                ["\(place)", random.pick(Names.posts), given, family],
                [([0...3], "Person", person), ([0...0], "Location", entity(place))]))
        people.discontinuous.append(
            Expression(
                [given, "and", other, family],
                [
                    ([0...0, 3...3], "Person", person),
                    ([2...3], "Person", entity("\(other) \(family)")),
                ]))
    }

    private mutating func addOrganizations(_ random: inout Random) {
        let (place, other) = (random.pick(Names.places), random.pick(Names.places))
        let (trade, company) = (random.pick(Names.trades), random.pick(Names.companies))
        let body = random.pick(Names.bodies)
        let firm = "\(place) \(trade) \(company)"
        organizations.single.append(
            Expression(["the", firm], [([1...1], "Organization", entity(firm))]))
        organizations.overlapping.append(institution(&random, place, body))
        organizations.discontinuous.append(
            Expression(
                ["the", place, "and", other, body],
                [
                    ([1...1, 4...4], "Organization", entity("\(place) \(body)")),
                    ([3...4], "Organization", entity("\(other) \(body)")),
                ]))
    }

    private mutating func institution(_ random: inout Random, _ place: String, _ body: String) -> Expression {
        switch random.below(3) {
        case 0:
            let name = random.pick(Names.institutions)
            return Expression(
                ["the", name, "of", place],
                [
                    ([1...3], "Organization", entity("\(name) of \(place)")),
                    ([3...3], "Location", entity(place)),
                ])
        case 1:
            return Expression(
                ["the", place, body],
                [
                    ([1...2], "Organization", entity("\(place) \(body)")),
                    ([1...1], "Location", entity(place)),
                ])
        default:
            return Expression(
                ["the", place, body, "spokesman"],
                [([1...2], "Organization", entity("\(place) \(body)")), ([2...3], "Person", nil)])
        }
    }

    private mutating func addPlaces(_ random: inout Random) {
        let (place, region) = (random.pick(Names.places), random.pick(Names.regions))
        let other = random.pick(Names.regions.filter { $0 != region })
        places.single.append(Expression([place], [([0...0], "Location", entity(place))]))
        places.overlapping.append(
            random.happens(300)
                ? Expression(
                    [place],
                    [
                        ([0...0], "Location", entity(place)),
                        ([0...0], "Organization", entity("Government of \(place)")),
                    ])
                : Expression(
                    [region, place],
                    [
                        ([0...1], "Location", entity("\(region) \(place)")),
                        ([1...1], "Location", entity(place)),
                    ]))
        places.discontinuous.append(
            Expression(
                [region, "and", other, place],
                [
                    ([0...0, 3...3], "Location", entity("\(region) \(place)")),
                    ([2...3], "Location", entity("\(other) \(place)")),
                ]))
    }

    private mutating func addThings(_ random: inout Random) {
        let (type, list) = random.pick([
            ("Vehicle", Names.vehicles), ("Weapon", Names.weapons), ("Document", Names.documents),
        ])
        let (name, number) = (random.pick(list), random.pick(Names.numbers))
        let (weight, place) = (random.pick(Names.weights), random.pick(Names.places))
        let other = random.pick(Names.weights.filter { $0 != weight })
        things.single.append(Expression([number, name], [([0...1], type, nil)]))
        things.overlapping.append(
            Expression(
                ["the", place, name], [([0...2], type, nil), ([1...1], "Location", entity(place))]))
        things.discontinuous.append(
            Expression(
                [weight, "and", other, name], [([0...0, 3...3], type, nil), ([2...3], type, nil)]))
    }
}
