/// A file of Resources/ by its path there, `sample/report.txt`; its bytes live in the binary.
public func resource(_ path: String) -> UnsafeBufferPointer<UInt8>? {
    for file in resourceFiles where file.name.description == path {
        return UnsafeBufferPointer(start: file.text.utf8Start, count: file.text.utf8CodeUnitCount)
    }
    return nil
}

/// The compiled lexicon, for `Lexicon(_:)`; its bytes live in the binary.
@inline(never)
public var lexiconBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: lexiconTable.utf8Start, count: lexiconTable.utf8CodeUnitCount)
}
