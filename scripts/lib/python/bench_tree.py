"""Times the stage that makes directories, on made-up rows of millions of files.

Started by scripts/bench, which builds the benchmark and names the tools in the environment.
A case is SHAPE:FILES, such as flat:1000000.
"""

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import tree_root
from runs import LiveSet, add_figures, timed, undisturbed

SIZES = {"flat": [1_000_000, 5_000_000, 20_000_000], "mix": [20_000_000]}
PROFILE = "unixfs-v1-2025"
INDEPENDENT_FILES = 1_000_000
KUBO_FILES = 200_000


class Stage:
    """The benchmark's program, in a folder of its own that is emptied after each case."""

    def __init__(self, folder, heap):
        self.folder = folder
        self.collections = folder.with_suffix(".gc")
        self.java = [os.environ["WIKIMILL_JAVA"], f"-Xmx{heap}", f"-Xlog:gc:file={self.collections}"]

    def run(self, phase, shape, files, profile, beside=None):
        line = [*self.java, *os.environ["WIKIMILL_JVM"].splitlines(), "org.wikimill.bench.TreeBench"]
        return timed(*line, phase, shape, files, profile, self.folder, beside=beside)

    def make(self, shape, files, profile=PROFILE, beside=None):
        """Runs the stage on rows that are made before; what it says of itself, and what its process cost."""
        self.run("rows", shape, files, profile)
        os.sync()
        run = self.run("tree", shape, files, profile, beside)
        shutil.rmtree(self.folder)
        return json.loads(run.output), run

    def cost(self, shape, files):
        made, run = self.make(shape, files)
        undisturbed(run)
        after = re.findall(r"->(\d+)M\(", self.collections.read_text())
        return made | {
            "files": files,
            "process_seconds": run.seconds,
            "cpu_seconds": run.cpu_seconds,
            "others_cpu_seconds": run.others_cpu_seconds,
            "peak_mib": run.peak_mib,
            "heap_after_gc_mib": max(map(int, after)),
        }

    def live_mib(self, shape, files):
        """What is held after full collections; how long it took then says nothing."""
        live = LiveSet(os.environ["WIKIMILL_JCMD"], self.collections, every=3)
        self.make(shape, files, beside=live)
        return live.peak_mib


def best(stage, shape, files, rounds):
    """The fastest of some rounds; short runs vary more, and are repeated."""
    runs = [stage.cost(shape, files) for _ in range(rounds)]
    return min(runs, key=lambda run: run["seconds"])


def check(stage, scratch):
    """The roots must be those of the independent program, and of Kubo."""
    for shape in SIZES:
        same(shape, INDEPENDENT_FILES, PROFILE, stage, tree_root.root(shape, INDEPENDENT_FILES, "block"))
    for shape in SIZES:
        files, repo = scratch / "files", scratch / "repo"
        tree_root.write(shape, KUBO_FILES, files)
        kubo = os.environ["WIKIMILL_KUBO"]
        timed(kubo, "init", "--profile=test,flatfs,autoconf-off", "--empty-repo", IPFS_PATH=repo)
        add = timed(
            kubo, "--offline", "add", "-r", "-H", "-Q", "--cid-version", "1", files, IPFS_PATH=repo
        )
        same(shape, KUBO_FILES, "kubo-0.40", stage, add.output)
        shutil.rmtree(files)
        shutil.rmtree(repo)


def same(shape, files, profile, stage, theirs):
    ours = stage.make(shape, files, profile)[0]["root"]
    if ours != theirs:
        sys.exit(f"the roots of {shape}:{files} differ: wikimill {ours}, others {theirs}")
    print(f"{shape}:{files} has one root, {ours}, by {profile}", file=sys.stderr)


def print_cases(cases):
    print(f"{'case':16}{'seconds':>9}{'rows/s':>9}{'CPU s':>8}{'RSS MiB':>9}{'heap MiB':>9}{'live MiB':>9}{'shuffled MiB':>13}")
    for name, case in cases.items():
        print(
            f"{name:16}{case['seconds']:9.1f}{case['files'] / case['seconds']:9.0f}"
            f"{case['cpu_seconds']:8.1f}{case['peak_mib']:9.0f}{case['heap_after_gc_mib']:9.0f}"
            f"{case.get('live_mib', float('nan')):9.0f}"
            f"{case['tasks']['shuffledBytes'] / (1 << 20):13.0f}"
        )


def print_slopes(cases):
    """Seconds a million more files, from one size of a shape to the next: equal where it is linear."""
    flat = sorted((case for name, case in cases.items() if name.startswith("flat")), key=lambda c: c["files"])
    for small, large in zip(flat, flat[1:]):
        more = (large["files"] - small["files"]) / 1e6
        wall = (large["seconds"] - small["seconds"]) / more
        cpu = (large["cpu_seconds"] - small["cpu_seconds"]) / more
        print(
            f"from {small['files']} to {large['files']}: a million more take"
            f" {wall:.2f} s, {cpu:.2f} CPU s"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", help="SHAPE:FILES, or check; default: all")
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--live", action="store_true", help="also measure what is live, in another run")
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    every = [f"{shape}:{files}" for shape, sizes in SIZES.items() for files in sizes]
    cases = {}
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        stage = Stage(Path(scratch) / "stage", options.heap)
        for case in options.cases or ["check", *every]:
            if case == "check":
                check(stage, Path(scratch))
            else:
                shape, files = case.split(":")
                cases[case] = best(stage, shape, int(files), options.rounds)
                if options.live:
                    cases[case]["live_mib"] = stage.live_mib(shape, int(files))
    cases = add_figures(options.json, "tree", cases)
    print_cases(cases)
    print_slopes(cases)


if __name__ == "__main__":
    main()
