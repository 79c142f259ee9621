import Glibc

/// The numbers 0, 1 and 2.
enum StandardDescriptors {
    /// Makes sure that no file that is opened later gets a number that stands for standard input, output or
    /// error: where one of them is closed, something stands there that can be neither read nor written, so
    /// that using it fails as it did before.
    static func occupy() {
        for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 {
            // The lowest free number is given: this one.
            _ = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
        }
    }
}
