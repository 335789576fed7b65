"""Uses wikimill in PySpark as its documents say, and prints what comes of it as JSON lines.

usage: python read_spark.py APPLICATION.jar [FORMAT PATH EXPRESSION]...

The first lines are the SQL functions: {"function", "examples": [[query, result as described, result]...]}. Then come
calls by name on the words "hello" and null: {"called": [[...], [...]]}. For each FORMAT the last lines have what an SQL
expression says of all rows: {"source", "columns", "value"}.
"""

import json
import re
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import call_function, col, expr, lit

FUNCTIONS = (
    "cid_v1 unixfs_cid cid_parse cid_base dag_pb_links hamt_path wiki_title_to_path wiki_url html_text html_links"
).split()
EXAMPLE = re.compile(r"^ *> (.*);\n *(.*)$", re.M)


def session(jar):
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", jar)
        .config("spark.sql.extensions", "org.wikimill.functions.WikimillExtensions")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )


def examples(spark, function):
    lines = (row[0] for row in spark.sql(f"DESCRIBE FUNCTION EXTENDED {function}").collect())
    for query, result in EXAMPLE.findall("\n".join(lines)):
        yield query, result, spark.sql(f"SELECT CAST(({query}) AS STRING)").first()[0]


def called(spark):
    words = spark.createDataFrame([("hello",), (None,)], "word string")
    rows = words.select(
        call_function("cid_v1", col("word")),
        call_function("wiki_url", lit("en.wikipedia.org"), col("word")),
        expr("cid_parse(cid_v1(word)).codec"),
        expr("unixfs_cid(word, 'unixfs-v0-2015')"),
        call_function("html_links", expr("'<a href=' || word || '>'")).getItem(0).getField("url"),
    )
    return [list(row) for row in rows.collect()]


def main():
    if len(sys.argv) % 3 != 2:
        sys.exit(__doc__)
    spark = session(sys.argv[1])
    for function in FUNCTIONS:
        print(json.dumps({"function": function, "examples": list(examples(spark, function))}))
    print(json.dumps({"called": called(spark)}))
    rest = sys.argv[2:]
    for source, path, expression in zip(rest[::3], rest[1::3], rest[2::3]):
        rows = spark.read.format(source).load(path)
        value = rows.selectExpr(expression).first()[0]
        print(json.dumps({"source": source, "columns": rows.columns, "value": value}, default=str))
    spark.stop()


if __name__ == "__main__":
    main()
