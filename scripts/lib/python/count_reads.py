"""Runs queries over Parquet files in DuckDB and prints how many bytes of the files each of them reads.

usage: python count_reads.py QUERY...

Each line is [first value of the first row, bytes, seconds], a JSON list.
"""

import json
import sys
import time

import duckdb


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for query in sys.argv[1:]:
        started = time.monotonic()
        value = duckdb.connect().execute(query).fetchone()[0]
        seconds = time.monotonic() - started
        # A new one has nothing in memory.
        plan = duckdb.connect().execute(f"explain (analyze, format json) {query}").fetchone()[1]
        print(json.dumps([value, json.loads(plan)["io"]["total_bytes_read"], seconds]))


if __name__ == "__main__":
    main()
