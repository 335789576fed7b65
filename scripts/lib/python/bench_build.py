"""Times wikimill beside zimdump and `ipfs add` on archives grown from real ones.

Started by scripts/bench, which makes the archives and names the tools in the environment.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from runs import timed, undisturbed


class Contest:
    """The contestants, each in a fresh folder that is removed afterwards."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.kubo = os.environ["WIKIMILL_KUBO"]
        self.zimdump = os.environ["WIKIMILL_ZIMDUMP"]
        self.wikimill = os.environ["WIKIMILL_LAUNCHER"]

    def peer(self, archive):
        """Unpacks with zimdump, adds the files with Kubo; the output of the sum is the root."""
        repo, files = self.scratch / "repo", self.scratch / "files"
        profiles = "--profile=test,flatfs,autoconf-off"
        timed(self.kubo, "init", profiles, "--empty-repo", IPFS_PATH=repo)
        self.settle()
        dump = timed(self.zimdump, "dump", f"--dir={files}", archive)
        add = timed(
            self.kubo, "--offline", "add", "-r", "-H", "-Q", "--cid-version", "1", files, IPFS_PATH=repo
        )
        shutil.rmtree(files)
        shutil.rmtree(repo)
        return {"zimdump dump": dump, "ipfs add": add, "peer": dump + add}

    def mill(self, archive, *options):
        out = self.scratch / "snapshot"
        self.settle()
        run = timed(
            self.wikimill, "build", archive, "--quiet", "--layout", "zim",
            "--profile", "kubo-0.40", "--out", out, *options,
        )  # fmt: skip
        shutil.rmtree(out)
        return run

    @staticmethod
    def settle():
        """What others left to be written is not charged to the next."""
        os.sync()


def check_same_root(contest, archive):
    """Without redirects zimdump's tree is that of layout zim: the roots must be equal."""
    theirs = contest.peer(archive)["peer"].output
    ours = contest.mill(archive, "--redirects", "none").output
    if ours != theirs:
        sys.exit(f"the roots of {archive.name} differ: wikimill {ours}, zimdump and Kubo {theirs}")
    print(f"Both give {ours} for {archive.name}.", file=sys.stderr)


def measure(contest, archive, rounds):
    """The fastest of some rounds, in which the contestants take turns."""
    best = {}
    for _ in range(rounds):
        costs = contest.peer(archive)
        costs["wikimill"] = contest.mill(archive)
        costs["wikimill --no-sync"] = contest.mill(archive, "--no-sync")
        for name, run in costs.items():
            undisturbed(run)
            if name not in best or run.seconds < best[name].seconds:
                best[name] = run
    return best


def ratios(small, large):
    """What is to be reached: lower is better."""
    grown = {name: large[name].seconds - small[name].seconds for name in small}
    table = {}
    for name in ("wikimill", "wikimill --no-sync"):
        table[name] = {
            "small": small[name].seconds / small["peer"].seconds,
            "large": large[name].seconds / large["peer"].seconds,
            "extra": grown[name] / grown["peer"],
        }
    return table


def print_tables(results, quotients):
    print(f"{'':24}{'seconds':>10}{'CPU s':>10}{'peak MiB':>10}")
    for size, runs in results.items():
        print(size)
        for name, run in runs.items():
            print(f"  {name:22}{run.seconds:10.1f}{run.cpu_seconds:10.1f}{run.peak_mib:10.0f}")
    print(f"\n{'time by that of the peer':24}{'small':>10}{'large':>10}{'extra':>10}")
    for name, row in quotients.items():
        print(f"  {name:22}{row['small']:10.2f}{row['large']:10.2f}{row['extra']:10.2f}")
    print(f"  {'to reach':22}{1:10.2f}{0.45:10.2f}{0.15:10.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", type=Path, required=True, help="archive without redirects")
    parser.add_argument("--small", type=Path, required=True)
    parser.add_argument("--large", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        contest = Contest(Path(scratch))
        check_same_root(contest, options.plain)
        results = {
            size: measure(contest, archive, options.rounds)
            for size, archive in (("small", options.small), ("large", options.large))
        }
    quotients = ratios(results["small"], results["large"])
    print_tables(results, quotients)
    if options.json:
        figures = {size: {n: asdict(r) for n, r in runs.items()} for size, runs in results.items()}
        figures |= {"ratios": quotients, "cores": os.cpu_count(), "load": os.getloadavg()[0]}
        options.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
