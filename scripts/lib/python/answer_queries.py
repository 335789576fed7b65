"""Answers queries over the tables of builds in DuckDB, in the form that `wikimill sql` gives them.

usage: python answer_queries.py QUERIES FOLDER...

The file QUERIES has a JSON text a line, and so has the output: tables of text. As with `wikimill sql` the tables are views by
their names, those of several builds one, with the column snapshot.
"""

import json
import sys
from pathlib import Path

import duckdb


def views(db, folders):
    tables = {}
    for folder in folders:
        for table in (Path(folder) / "index").iterdir():
            tables.setdefault(table.name, []).append(f"{table}/**/*.parquet")
    for table, files in tables.items():
        db.sql(
            f"create view {table} as from read_parquet("
            f"{files}, union_by_name = true, hive_partitioning = true, hive_types_autocast = false)"
        )


def text(value):
    if value is None:
        return "NULL"
    return str(value).lower() if isinstance(value, bool) else str(value)


def table(result):
    rows = [result.columns, *([text(value) for value in row] for row in result.fetchall())]
    widths = [max(map(len, column)) for column in zip(*rows)]
    rows.insert(1, ["-" * width for width in widths])
    cells = ("  ".join(cell.ljust(width) for cell, width in zip(row[:-1], widths)) for row in rows)
    return "".join(f"{line}{'  ' if line else ''}{row[-1]}\n" for line, row in zip(cells, rows))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    db = duckdb.connect()
    views(db, sys.argv[2:])
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        print(json.dumps(table(db.sql(json.loads(line))), ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
