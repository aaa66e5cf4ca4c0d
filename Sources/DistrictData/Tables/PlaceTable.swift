import VectorData

/// Places of OpenStreetMap as a table: `code`, `name_th`, then a column for each tag.
struct PlaceTable {
    let places: [OSMPlace]
    let header: [String]

    init(_ places: [OSMPlace]) {
        self.places = places
        let tags = Set(places.flatMap(\.tags.keys)).subtracting(["code", "name_th"])
        header = ["code", "name_th"] + tags.sorted()
    }

    func text(row: Int, column: Int) -> String {
        let place = places[row]
        switch column {
        case 0: return code(of: place)
        case 1: return place.tags["name:th"] ?? place.tags["name"] ?? ""
        default: return place.tags[header[column]] ?? ""
        }
    }

    /// The identifier with the letter of its kind (`n123`, `w123`): numbers alone are not unique.
    private func code(of place: OSMPlace) -> String {
        switch place.element {
        case .node: "n\(place.id)"
        case .way: "w\(place.id)"
        case .relation: "r\(place.id)"
        }
    }
}
