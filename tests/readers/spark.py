#!/usr/bin/env python3
"""Whether the export is a stage of Spark: python spark.py COPYDESK FOLDER, under a local PySpark (needs Java).

Every partition is one process of the program, which reads paths and writes rows; the rows must be those that the
program writes by itself.
"""
import json
import pathlib
import subprocess
import sys

from pyspark.sql import SparkSession

program, folder = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
articles = sorted(str(path) for path in folder.iterdir() if path.suffix in {".txt", ".md", ".html"})
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
command = f"bash -c \"tr '\\\\n' '\\\\0' | '{program}' export --stdin0 --all --format jsonl\""
rows = [json.loads(row) for row in spark.sparkContext.parallelize(articles, 3).pipe(command).collect()]
alone = subprocess.run([program, "export", str(folder), "--all", "--format", "jsonl"], capture_output=True, check=True).stdout
expected = {row["text"]: row for row in map(json.loads, alone.split(b"\n")[:-1])}
assert len(rows) == len(articles) == len(expected)
for row in rows:
    other = expected[row["text"]]
    assert row["spans"] == other["spans"] and row["relations"] == other["relations"], row["id"]
    assert all(row["text"][span["start"]:span["end"]] == span["text"] for span in row["spans"])
print(f"spark: {len(rows)} articles, {sum(len(row['spans']) for row in rows)} annotations in 3 partitions agree")
spark.stop()
