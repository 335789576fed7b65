"""Runs one SQL statement in DuckDB and prints a JSON line a row.

usage: python query.py 'select ... from read_parquet(...)'
"""

import json
import sys

import duckdb


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    result = duckdb.connect().execute(sys.argv[1])
    names = [column[0] for column in result.description]
    while rows := result.fetchmany(10_000):
        for row in rows:
            print(json.dumps(dict(zip(names, row)), ensure_ascii=False, default=str))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
