import GlossModel

@main
struct Main {
    static func main() { print("gloss") }
}
