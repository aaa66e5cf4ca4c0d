/// A long list in small type and several columns.
struct DenseList {
    let items: [Markup]
    /// How many columns on a wide page.
    let columns: Int

    /// A list of names, or of short lines.
    init(_ items: [Markup], columns: Int = 4) {
        self.items = items
        self.columns = columns
    }

    var markup: Markup {
        items.isEmpty
            ? .none
            : """
            <ul class="dense c\(columns)">\(items.map { "<li>\($0)</li>" as Markup })</ul>

            """
    }
}
