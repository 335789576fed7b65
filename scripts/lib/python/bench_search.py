"""Times the stage that makes the search index, on made-up titles, and looks titles up in what it made.

Started by scripts/bench, which builds the benchmark and names the tools in the environment.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from runs import add_figures, timed, undisturbed

MAX_FILES = 3
MAX_BYTES = 256 << 10


def java(folder, heap, phase, titles):
    line = [os.environ["WIKIMILL_JAVA"], f"-Xmx{heap}", *os.environ["WIKIMILL_JVM"].splitlines()]
    return timed(*line, "org.wikimill.bench.SearchBench", phase, titles, folder)


def look_up(folder, made):
    """Asks the site's own script, which finds no file in its cache, for each of the queries."""
    queries = folder / "queries.json"
    queries.write_text(json.dumps(made["queries"]))
    script = Path(os.environ["WIKIMILL_NODE"]) / "search-site.mjs"
    cars = sorted((folder / "build" / "car").glob("*.car"))
    run = timed("node", script, "find", queries, made["root"], *cars)
    answers = [json.loads(line) for line in run.output.splitlines()]
    if [answer["query"] for answer in answers] != made["queries"]:
        sys.exit("not every query was answered")
    for answer in answers:
        query, loaded = answer["query"], answer["loaded"]
        if not answer["titles"]:
            sys.exit(f"nothing found for {query}")
        if len(loaded) > MAX_FILES or max(file["size"] for file in loaded) >= MAX_BYTES:
            sys.exit(f"too much was loaded for {query}: {loaded}")
    whole = answers[:100]
    if any(answer["titles"][0]["title"] != answer["query"] for answer in whole):
        sys.exit("a title does not find itself first")
    return {
        "queries": len(answers),
        "files_loaded": max(len(answer["loaded"]) for answer in answers),
        "largest_loaded": max(file["size"] for answer in answers for file in answer["loaded"]),
        "mean_bytes_loaded": statistics.mean(
            sum(file["size"] for file in answer["loaded"]) for answer in answers
        ),
    }


def measure(titles, heap, folder):
    java(folder, heap, "titles", titles)
    os.sync()
    run = java(folder, heap, "search", titles)
    undisturbed(run)
    made = json.loads(java(folder, heap, "tree", titles).output)
    figures = json.loads(run.output) | look_up(folder, made)
    return figures | {
        "titles": titles,
        "made_files": made["made_files"],
        "made_bytes": made["made_bytes"],
        "largest_file": made["largest_bytes"],
        "cpu_seconds": run.cpu_seconds,
        "others_cpu_seconds": run.others_cpu_seconds,
        "peak_mib": run.peak_mib,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("titles", nargs="?", type=int, default=20_000_000)
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        figures = measure(options.titles, options.heap, Path(scratch))
    add_figures(options.json, "search", {str(options.titles): figures})
    for name, figure in figures.items():
        if name != "tasks":
            print(f"{name:20}{figure:>16,.1f}" if isinstance(figure, float) else f"{name:20}{figure:>16,}")


if __name__ == "__main__":
    main()
