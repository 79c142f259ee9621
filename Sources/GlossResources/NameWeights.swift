import CNames

/// What was learned about names, as `gloss-train` writes it; empty where gloss was built without.
@inline(never)
public var nameWeights: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: gloss_names_first(), count: gloss_names_count())
}
