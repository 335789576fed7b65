"""Compares how fast wikitext becomes HTML: by wikimill, and by the library bliki, each in one thread.

Started by scripts/bench, which names the tools in the environment.
"""

import argparse
import json
import os
from pathlib import Path

from runs import add_figures, timed, undisturbed

PEER = Path(__file__).parents[1] / "bliki" / "BlikiBench.java"


def measure(pages, dumps):
    java = [os.environ["WIKIMILL_JAVA"], "-Xmx1g", "-cp", os.environ["WIKIMILL_CLASS_PATH"]]
    with_peer = [*java[:-1], f"{java[-1]}:{os.environ['WIKIMILL_BLIKI']}/*"]
    ours = undisturbed(timed(*java, "org.wikimill.formats.wikitext.WikitextBench", pages, *dumps))
    peer = undisturbed(timed(*with_peer, PEER, pages, *dumps))
    figures = {"wikimill": json.loads(ours.output), "bliki": json.loads(peer.output)}
    for dump, cost in figures["wikimill"].items():
        if any(cost[key] != figures["bliki"][dump][key] for key in ("pages", "bytes")):
            raise SystemExit(f"wikimill and bliki read different pages of {dump}")
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dumps", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=300, help="of each dump (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    figures = add_figures(options.json, "wikitext", measure(options.pages, options.dumps))
    print(f"{'':48}{'seconds':>8}{'CPU s':>8}{'pages/CPU s':>13}{'MB/CPU s':>10}{'MB HTML':>9}{'empty':>7}")
    for dump, cost in figures["wikimill"].items():
        print(f"{dump}: {cost['pages']} pages, {cost['bytes'] / 1e6:.1f} MB")
        for name in ("wikimill", "bliki"):
            line(name, figures[name][dump])


def line(name, cost):
    pages, megabytes = cost["pages"] / cost["cpu_seconds"], cost["bytes"] / 1e6 / cost["cpu_seconds"]
    html = cost["html_bytes"] / 1e6
    print(
        f"  {name:46}{cost['seconds']:8.1f}{cost['cpu_seconds']:8.1f}{pages:13.1f}{megabytes:10.2f}"
        f"{html:9.1f}{cost['empty']:7}"
    )


if __name__ == "__main__":
    main()
