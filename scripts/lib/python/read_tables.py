"""Reads the tables of builds as an engine does that knows nothing of wikimill, and prints a JSON line a table.

usage: python read_tables.py duckdb|pyarrow|pandas|spark FOLDER...

Each line has the table's name, its columns with their types in the words of docs/tables.md, and all rows, those of
several builds as one table with the column snapshot. Of the engines Arrow alone tells which columns have no nulls.
"""

import json
import sys
from pathlib import Path

TYPES = {
    "VARCHAR": "text", "BIGINT": "bigint", "BOOLEAN": "boolean",  # DuckDB
    "string": "text", "int64": "bigint", "bool": "boolean",  # Arrow, Spark
    "bigint": "bigint", "boolean": "boolean",  # Spark
    "object": "text", "Int64": "bigint",  # pandas
}  # fmt: skip


class DuckDb:
    def __init__(self):
        import duckdb

        self.db = duckdb.connect()

    def read(self, folders):
        files = [f"{folder}/**/*.parquet" for folder in folders]
        sql = f"from read_parquet({files}, hive_partitioning = true, hive_types_autocast = false)"
        table = self.db.sql(sql)
        return dict(zip(table.columns, map(str, table.types))), table.fetchall()


def snapshots():
    """The partitions, as Arrow has them: a snapshot called 202410 is no number."""
    import pyarrow
    import pyarrow.dataset

    return pyarrow.dataset.partitioning(pyarrow.schema([("snapshot", pyarrow.string())]), flavor="hive")


class PyArrow:
    def read(self, folders):
        from pyarrow.dataset import dataset

        table = dataset([dataset(folder, partitioning=snapshots()) for folder in folders]).to_table()
        types = {field.name: str(field.type) + ("" if field.nullable else " not null") for field in table.schema}
        return types, list(zip(*(column.to_pylist() for column in table.columns)))


class Pandas:
    def read(self, folders):
        import pandas

        frame = pandas.concat([self.one(folder) for folder in folders], ignore_index=True)
        rows = frame.astype(object).where(frame.notna(), None)
        return {name: str(kind) for name, kind in frame.dtypes.items()}, rows.values.tolist()

    @staticmethod
    def one(folder):
        import pandas

        frame = pandas.read_parquet(folder, dtype_backend="numpy_nullable", partitioning=snapshots())
        return frame.astype({name: "object" for name in frame if str(frame[name].dtype) in ("string", "category")})


class Spark:
    def __init__(self):
        from pyspark.sql import SparkSession

        self.spark = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .getOrCreate()
        )

    def read(self, folders):
        table = self.spark.read.parquet(folders[0])
        for folder in folders[1:]:
            table = table.unionByName(self.spark.read.parquet(folder))
        return dict(table.dtypes), [tuple(row) for row in table.collect()]


ENGINES = {"duckdb": DuckDb, "pyarrow": PyArrow, "pandas": Pandas, "spark": Spark}


def word(kind):
    name, _, rest = kind.partition(" ")
    return TYPES.get(name, name) + (" " + rest if rest else "")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ENGINES:
        sys.exit(__doc__)
    engine = ENGINES[sys.argv[1]]()
    folders = {}
    for build in sys.argv[2:]:
        for folder in (Path(build) / "index").iterdir():
            folders.setdefault(folder.name, []).append(str(folder))
    for table, places in sorted(folders.items()):
        types, rows = engine.read(places)
        columns = {name: word(kind) for name, kind in types.items()}
        print(json.dumps({"table": table, "columns": columns, "rows": rows}, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
