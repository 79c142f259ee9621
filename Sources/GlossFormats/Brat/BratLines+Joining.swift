import GlossModel

extension BratLines {
    /// Adds the lines that follow in the same file, read apart from these.
    mutating func append(_ next: BratLines) {
        let types = next.typeNumbers.runs.map { UInt16(typeNumbers.number($0)) }
        let words = next.wordNumbers.runs.map { UInt32(wordNumbers.number($0)) }
        appendTexts(next, types)
        let firstArgument = UInt32(arguments.count)
        arguments += next.arguments.map { Argument(role: words[Int($0.role)], target: $0.target) }
        events.reserveCapacity(events.count + next.events.count)
        for event in next.events {
            var event = event
            event.type = words[Int(event.type)]
            event.line += line
            event.arguments = event.arguments.lowerBound + firstArgument..<event.arguments.upperBound + firstArgument
            events.append(event)
        }
        relations.reserveCapacity(relations.count + next.relations.count)
        for relation in next.relations {
            var relation = relation
            relation.type = words[Int(relation.type)]
            relation.from.role = words[Int(relation.from.role)]
            relation.to.role = words[Int(relation.to.role)]
            relation.line += line
            relations.append(relation)
        }
        append(next.attributes, to: \.attributes, words)
        append(next.notes, to: \.notes, words)
        append(next.references, to: \.references, words)
        equivalences += next.equivalences.map { (words[Int($0.type)], $0.members, $0.line + line) }
        malformed += next.malformed.map { Malformed(line: $0.line + Int(line), why: $0.why) }
        loose += next.loose.map { $0 + line }
        for (row, quote, why) in next.lost {
            var row = row
            (row.type, row.line) = (types[Int(row.type)], row.line + line)
            lost.append((row, quote, why))
        }
        line += next.line
        finish()
    }

    private mutating func appendTexts(_ next: BratLines, _ types: [UInt16]) {
        let firstFragment = UInt32(fragments.count)
        texts.reserveCapacity(texts.count + next.texts.count)
        for text in next.texts {
            var text = text
            text.type = types[Int(text.type)]
            text.line += line
            text.moreFirst += text.moreCount > 0 ? firstFragment : 0
            texts.append(text)
        }
        fragments += next.fragments
    }

    private mutating func append(
        _ next: [Remark], to table: WritableKeyPath<BratLines, [Remark]>, _ words: [UInt32]
    ) {
        self[keyPath: table].reserveCapacity(self[keyPath: table].count + next.count)
        for remark in next {
            var remark = remark
            remark.type = words[Int(remark.type)]
            remark.line += line
            self[keyPath: table].append(remark)
        }
    }
}
