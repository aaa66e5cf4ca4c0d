"""Proves the layer contract on every feature: property names, types, rings wound by RFC 7946, no personal data."""
import json
import sys
from pathlib import Path

CONTRACT = {
    "code": str, "name_th": str, "role": str, "hub_code": (str, None), "link": str,
    "moved_grades": (list, str, None), "pupils_before": (int, None), "pupils_after": (int, None),
    "classes_before": (int, None), "classes_after": (int, None), "teachers": (int, None),
    "teachers_needed": (int, None), "teacher_shortage": (int, None), "over_3km_before": (int, None),
    "over_3km_after": (int, None), "mean_km_before": (float, int, None), "mean_km_after": (float, int, None),
    "distance_source": str, "hub_score": (float, int, None), "reasons": list, "locked": bool,
    "status_note_th": (str, None),
    "pool_code": (str, None), "move_mode": (str, None), "move_mode_th": (str, None), "grades_taught": list,
    "receivers": (dict, None), "p90_km_after": (float, int, None), "seal_route_after": (bool, None),
}
ROLES = {"hub", "network", "stand_alone", "undecided"}
LINKS = {"moves_all", "moves_some", "shares", "none"}
MODES = {"whole_school", "primary_block", "some_grades", "some_subjects", "pooled_grades", None}


def doubled_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def check_rings(polygon, where):
    for index, ring in enumerate(polygon):
        assert ring[0] == ring[-1] and len(ring) >= 4, f"{where}: ring not closed"
        assert (doubled_area(ring) > 0) == (index == 0), f"{where}: ring {index} wound the wrong way"


def check_position(position, where):
    longitude, latitude = position
    assert -180 <= longitude <= 180 and -90 <= latitude <= 90, f"{where}: {position}"


def positions(geometry):
    def walk(value):
        if value and isinstance(value[0], (int, float)):
            yield value
        else:
            for part in value:
                yield from walk(part)

    return walk(geometry["coordinates"])


folder = Path(sys.argv[1])
for name in ("schools", "links", "clusters", "villages", "catchments"):
    layer = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))
    assert layer["type"] == "FeatureCollection" and "crs" not in layer, name
    ids = [feature["id"] for feature in layer["features"]]
    assert len(set(ids)) == len(ids), f"{name}: ids are not unique"
    assert ids == sorted(ids), f"{name}: not sorted"
    for feature in layer["features"]:
        where = f"{name} {feature['id']}"
        geometry = feature["geometry"]
        for position in positions(geometry):
            check_position(position, where)
        if geometry["type"] == "Polygon":
            check_rings(geometry["coordinates"], where)
        if geometry["type"] == "MultiPolygon":
            for polygon in geometry["coordinates"]:
                check_rings(polygon, where)
        if name == "schools":
            properties = feature["properties"]
            for key, kinds in CONTRACT.items():
                assert key in properties, f"{where}: no {key}"
                kinds = kinds if isinstance(kinds, tuple) else (kinds,)
                value = properties[key]
                ok = value is None if value is None and None in kinds else any(
                    isinstance(value, kind) for kind in kinds if kind)
                assert ok, f"{where}: {key} = {value!r}"
            assert properties["role"] in ROLES and properties["link"] in LINKS, where
            assert properties["reasons"], f"{where}: no reason"
            assert properties["move_mode"] in MODES, where
            assert sorted(properties["receivers"] or {}) == sorted(properties["moved_grades"]), where
        if name == "links":
            properties = feature["properties"]
            assert feature["id"] == f"{properties['school_code']}-{properties['hub_code']}", where
        for key in ("over_3km_before", "over_3km_after", "pupils_moved"):
            count = feature["properties"].get(key)
            assert count is None or count == 0 or count > 4, f"{where}: a small count is shown"
    print(f"{name}: {len(ids)} features keep the contract")
plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
assert plan["format_version"] == 2
codes = [school["code"] for school in plan["schools"]]
assert codes == sorted(codes) and len(codes) == plan["office"]["schools"], "plan.json: schools"
groups = plan["groups"]
assert groups["hub"] == plan["roles"]["hub"]["count"]
for name in ("network", "stand_alone"):
    assert sum(groups[name].values()) == plan["roles"][name]["count"], f"plan.json: {name}"
staffing, travel, vans = plan["staffing"], plan["travel"], plan["vans"]
for norm in staffing["norms"]:
    for stage in ("before", "after", "after_transfers_in_clusters", "after_transfers"):
        totals = norm["teachers"][stage]
        if totals["in_post"] is not None:
            difference = totals["needed_with_record"] - totals["in_post"]
            assert difference == totals["shortage"] - totals["surplus"], f"plan.json: {norm['norm']} {stage}"
    assert norm["teachers_transferred"] == sum(move["teachers"] for move in norm["transfers"]), norm["norm"]
    assert all(1 <= visit["days_per_week"] <= 4 for visit in norm["rotating"]), norm["norm"]
assert vans["vans"] == sum(school["vans"] for school in vans["schools"]), "plan.json: vans"
rows = [travel["all"], *travel["grade_groups"].values(), *travel["vulnerable_groups"].values()]
counts = [row[stage][key] for row in rows for stage in ("before", "after") if row[stage]
          for key in ("pupils_measured", "over_3km")]
counts += [school["pupils"] for school in vans["schools"]]
counts += [school[stage][key] for school in travel["seal_route"]["schools"] for stage in ("before", "after")
           if school[stage] for key in ("flagged", "along", "crossing")]
assert all(count is None or count == 0 or count > 4 for count in counts), "plan.json: a small count is shown"
