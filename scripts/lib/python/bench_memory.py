"""Measures what builds of archives of several sizes hold in memory: it must not grow with them.

Started by scripts/bench, which makes the archives and names the tools in the environment.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from runs import LiveSet, add_figures, timed


def cost(archive, out):
    """One build for the resident set, another for the live set: full collections shrink the heap."""

    def build(beside=None):
        line = [os.environ["WIKIMILL_LAUNCHER"], "build", archive, "--quiet", "--out", out]
        run = timed(*line, beside=beside)
        shutil.rmtree(out)
        return run

    run = build()
    live = LiveSet(os.environ["WIKIMILL_JCMD"])
    build(live)
    return {
        "bytes": archive.stat().st_size,
        "seconds": run.seconds,
        "peak_mib": run.peak_mib,
        "live_mib": live.peak_mib,
        "live_samples": len(live.bytes),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        figures = {a.stem: cost(a, Path(scratch) / "snapshot") for a in options.archives}
    figures = add_figures(options.json, "memory", figures)
    print(f"{'archive':24}{'MiB':>8}{'seconds':>9}{'RSS MiB':>9}{'live MiB':>10}{'samples':>9}")
    for name, made in figures.items():
        print(
            f"{name:24}{made['bytes'] / (1 << 20):8.0f}{made['seconds']:9.1f}{made['peak_mib']:9.0f}"
            f"{made['live_mib']:10.1f}{made['live_samples']:9}"
        )


if __name__ == "__main__":
    main()
