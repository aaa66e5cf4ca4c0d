"""One table through OSRM's contraction hierarchy, as JSON on standard output.

Usage: osrm_table.py ROADS.osm.pbf SOURCES.csv DESTINATIONS.csv THREADS [FOLDER]
Needs `pip install osrm-bindings` (wheels from Python 3.12 on). FOLDER keeps the prepared files.
"""
import csv
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import osrm


def points(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]


def prepare(roads, base, threads):
    """Extracts and contracts for walking; None when that was done before."""
    if pathlib.Path(str(base) + ".hsgr").exists():
        return None
    programs = pathlib.Path(osrm.__file__).parent
    profile = programs / "share/profiles/foot.lua"
    start = time.perf_counter()
    for command in (
        ["osrm-extract", "-t", threads, "-p", profile, "-o", base, roads],
        ["osrm-contract", "-t", threads, base],
    ):
        command = [str(programs / "bin" / command[0])] + [str(word) for word in command[1:]]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return time.perf_counter() - start


def table(engine, sources, destinations):
    count = len(sources)
    answer = engine.Table(
        osrm.TableParameters(
            coordinates=[osrm.Coordinate(point) for point in sources + destinations],
            sources=list(range(count)),
            destinations=list(range(count, count + len(destinations))),
            annotations=["duration"],
            generate_hints=False,
        )
    )
    return answer["durations"]


def main():
    roads, sources, destinations, threads = sys.argv[1:5]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[5] if len(sys.argv) > 5 else temporary)
        folder.mkdir(parents=True, exist_ok=True)
        base = folder / "roads.osrm"
        build = prepare(roads, base, threads)
        engine = osrm.OSRM(
            storage_config=str(base),
            algorithm="CH",
            use_shared_memory=False,
            max_locations_distance_table=1_000_000,
        )
        start, spent = time.perf_counter(), time.process_time()
        durations = table(engine, points(sources), points(destinations))
        wall, processor = time.perf_counter() - start, time.process_time() - spent
        missing = pairs = 0
        for row in durations:
            for value in row:
                pairs += 1
                missing += value is None
        json.dump(
            {
                "build_seconds": build,
                "table_seconds": wall,
                "table_processor_seconds": processor,
                "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
                "pairs": pairs,
                "missing": missing,
            },
            sys.stdout,
        )


main()
