/// Where a value is written: a key of a YAML file, or an override of the command line.
struct Origin: Hashable {
    var file: String
    var line: Int?
    /// Keys from the root joined by full stops: `hubs.exactly`.
    var keyPath: String

    /// `file:line`, or the override as typed.
    var description: String { line.map { "\(file):\($0)" } ?? file }
}
