"""Times the first rows of queries over a made-up index, by `wikimill sql` in a new process and in its shell, and by DuckDB.

Started by scripts/bench, which makes the index and names the command in the environment. Before a query in a new
process nothing of the index is in the page cache; the shell is asked each query once. DuckDB's start is not counted.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from runs import add_figures

READ = re.compile(r"([\d,]+) bytes read")
LIMITS = {"cold": 15, "shell": 2}


class Wikimill:
    """A run of `wikimill sql`, and what it says on stderr."""

    def __init__(self, index, *words):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [os.environ["WIKIMILL_LAUNCHER"], "sql", index, "--format", "csv", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def row(self):
        """The first row of the next answer, below its header, and the seconds since it was asked for."""
        self.process.stdout.readline()
        row = self.process.stdout.readline().rstrip("\n")
        return row, time.monotonic() - self.started

    def ask(self, query):
        self.started = time.monotonic()
        self.process.stdin.write(query + ";\n")
        self.process.stdin.flush()

    def rest(self):
        """Whatever else is said before the line with the bytes that the query read, and these."""
        for line in self.process.stderr:
            if read := READ.search(line):
                return int(read.group(1).replace(",", ""))
        sys.exit(f"wikimill sql ended with {self.process.wait()}")

    def end(self):
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.wait()


def forget(index):
    """Drops the files of the index from the page cache."""
    for file in index.rglob("*.parquet"):
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def queries(files):
    """By name; the CID that is looked up comes from the look-up by path before it."""
    path = f"A/{files // 3 * 2:08d}_of_the_articles"
    yield "first row", "select path, cid from files limit 1"
    cid = yield "by path", f"select cid from files where path = '{path}'"
    yield "by CID", f"select path from files where cid = '{cid}'"
    yield "count by type", "select mime, count(*) from files group by mime"


def each(files, answer):
    """What answer(query) gives for each query: (first row, ...)."""
    asked, told = queries(files), None
    costs = {}
    while True:
        try:
            name, query = asked.send(told) if costs else next(asked)
        except StopIteration:
            return costs
        told, *costs[name] = answer(query)


def cold(index, files):
    def answer(query):
        forget(index)
        run = Wikimill(index, query)
        row, seconds = run.row()
        read = run.rest()
        run.end()
        return row, seconds, read

    return each(files, answer)


def shell(index, files):
    run = Wikimill(index, "--shell")
    run.ask("select 1")
    run.row()
    run.rest()

    def answer(query):
        run.ask(query)
        row, seconds = run.row()
        return row, seconds, run.rest()

    try:
        return each(files, answer)
    finally:
        run.end()


def duckdb(index, files):
    program = Path(__file__).with_name("count_reads.py")

    def answer(query):
        forget(index)
        asked = query.replace("from files", f"from '{index}/index/files/**/*.parquet'")
        done = subprocess.run([sys.executable, program, asked], check=True, capture_output=True, text=True)
        row, read, seconds = json.loads(done.stdout)
        return row, seconds, read

    return each(files, answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--files", type=int, required=True, help="how many rows the index has")
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    size = sum(file.stat().st_size for file in options.index.rglob("*.parquet"))
    ways = {"cold": cold, "shell": shell, "DuckDB": duckdb}
    figures = {way: run(options.index, options.files) for way, run in ways.items()}
    add_figures(options.json, "sql", {"files": options.files, "index_bytes": size, "seconds_and_bytes": figures})
    print(f"{options.files:,} rows, {size:,} bytes; seconds to the first row, and MB read")
    names = list(figures["cold"])
    print(f"{'':16}" + "".join(f"{name:>20}" for name in names) + f"{'to reach':>12}")
    for way, costs in figures.items():
        cells = "".join(f"{costs[name][0]:12.2f}{costs[name][1] / 1e6:8.1f}" for name in names)
        print(f"{way:16}{cells}" + (f"{LIMITS[way]:12}" if way in LIMITS else ""))


if __name__ == "__main__":
    main()
