"""Compares how fast a bzip2 dump is read: by bzip2 alone, by Python's parsers, and by wikimill.

Started by scripts/bench, which makes the dump and names the tools in the environment.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from runs import add_figures, timed, undisturbed

READER = Path(__file__).with_name("read_xml.py")


def measure(dump):
    java = [os.environ["WIKIMILL_JAVA"], *os.environ["WIKIMILL_JVM"].splitlines()]
    bench = json.loads(undisturbed(timed(*java, "org.wikimill.bench.DumpsBench", dump)).output)
    bzip2 = undisturbed(timed("bzip2", "--decompress", "--test", dump))
    python = undisturbed(timed(sys.executable, READER, "--count", dump))
    counted = json.loads(python.output)
    if counted != {key: bench[key] for key in counted}:
        raise SystemExit(f"wikimill and Python read different pages: {bench} and {counted}")
    peers = {"bzip2 --test": cost(bzip2), "Python, bz2 and ElementTree": cost(python)}
    return bench | {"cores": os.cpu_count(), "costs": peers | bench["costs"]}


def cost(run):
    return {"seconds": run.seconds, "cpu_seconds": run.cpu_seconds}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    figures = add_figures(options.json, "dumps", measure(options.dump))
    print(f"{figures['pages']:,} pages, {figures['xml_bytes']:,} bytes of XML, {figures['file_bytes']:,} stored")
    print(f"{'':36}{'seconds':>8}{'CPU s':>8}{'MB of XML/CPU s':>17}")
    for name, cost_ in figures["costs"].items():
        speed = figures["xml_bytes"] / cost_["cpu_seconds"] / 1e6
        print(f"{name:36}{cost_['seconds']:8.1f}{cost_['cpu_seconds']:8.1f}{speed:17.0f}")


if __name__ == "__main__":
    main()
