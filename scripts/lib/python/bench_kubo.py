"""Compares how fast blocks get into a Kubo node: by `ipfs dag import`, and as a build sends them.

Started by scripts/bench, which makes the archive and names the tools in the environment. Every run has a new node with
an empty repository; the CARs are those of a build, read once before. Our program has sent a CAR to another node before,
as the executors of a build have been running for a while.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from runs import add_figures, timed

KUBO = Path(__file__).parents[2] / "kubo"
TO_REACH = 0.8

# Nodes and CARs stand in memory where there is room, so that the state of a disk decides nothing.
MEMORY = Path("/dev/shm")
ROOM_BYTES = 12 << 30


def measure(archive, rounds):
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    with tempfile.TemporaryDirectory(dir=MEMORY if in_memory else None) as folder:
        build = Path(folder) / "build"
        timed(os.environ["WIKIMILL_LAUNCHER"], "build", archive, "-o", build, "-q", "--no-sync")
        cars = sorted((build / "car").glob("*.car"))
        for car in cars:
            car.read_bytes()
        size = sum(car.stat().st_size for car in cars)
        ways = {"ipfs dag import": by_ipfs, "wikimill, 1 stream": streams(1), "wikimill, 2 streams": streams(2)}
        seconds = {name: [] for name in ways}
        objects = set()
        names = list(ways)
        for number in range(rounds):
            # Whoever comes first finds the disk at rest: each way has its turn.
            for name in names[number % len(names) :] + names[: number % len(names)]:
                taken, count = on_new_node(Path(folder) / "nodes", ways[name], cars)
                seconds[name].append(taken)
                objects.add(count)
        if len(objects) != 1:
            raise SystemExit(f"the ways left different numbers of blocks: {objects}")
    best = {name: min(times) for name, times in seconds.items()}
    peer = best["ipfs dag import"]
    return {
        "car_bytes": size,
        "cars": len(cars),
        "seconds": best,
        "all_seconds": seconds,
        "throughput_by_peer": {name: peer / time for name, time in best.items()},
    }


def on_new_node(folder, way, cars):
    """Seconds, and the number of blocks that the node has then."""
    lines = subprocess.run([KUBO, "start", "2", folder], check=True, capture_output=True, text=True).stdout
    (repo, url), (_, other) = (line.split() for line in lines.splitlines())
    try:
        os.sync()  # else each way waits for what the one before it left to be written
        seconds = way(repo, url, other, cars)
        stat = ipfs(repo, "repo", "stat", "--enc=json").output
        return seconds, json.loads(stat)["NumObjects"]
    finally:
        subprocess.run([KUBO, "stop", folder], check=True)
        shutil.rmtree(folder)


def ipfs(repo, *arguments):
    api = (Path(repo) / "api").read_text().strip()
    return timed(os.environ["WIKIMILL_KUBO"], f"--api={api}", *arguments, IPFS_PATH=repo)


def by_ipfs(repo, _url, _other, cars):
    return ipfs(repo, "dag", "import", "--pin-roots=false", "--fast-provide-root=false", *cars).seconds


def streams(count):
    def send(_repo, url, other, cars):
        java = [os.environ["WIKIMILL_JAVA"], *os.environ["WIKIMILL_JVM"].splitlines()]
        with tempfile.TemporaryDirectory() as scratch:
            run = timed(*java, "org.wikimill.bench.KuboBench", url, other, count, scratch, *cars)
        return json.loads(run.output)["seconds"]

    return send


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    figures = add_figures(options.json, "kubo", measure(options.archive, options.rounds))
    print(f"{figures['cars']} CARs, {figures['car_bytes']:,} bytes; the fastest of {options.rounds} rounds")
    print(f"{'':24}{'seconds':>8}{'MB/s':>8}{'by peer':>10}")
    for name, seconds in figures["seconds"].items():
        speed = figures["car_bytes"] / seconds / 1e6
        print(f"{name:24}{seconds:8.2f}{speed:8.0f}{figures['throughput_by_peer'][name]:10.2f}")
    print(f"{'to reach':40}{TO_REACH:10.2f}")


if __name__ == "__main__":
    main()
