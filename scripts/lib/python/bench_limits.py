"""Compares a build with what it cannot be faster than on this machine, all measured in one run.

Started by scripts/bench, which makes the archive and names the tools in the environment.
"""

import argparse
import json
import mmap
import os
import shutil
import tempfile
import time
from pathlib import Path

from runs import add_figures, timed, undisturbed

PIECE_BYTES = 8 << 20


def build(out, *archive):
    """The seconds of a build, and the bytes that it leaves."""
    os.sync()
    run = timed(os.environ["WIKIMILL_LAUNCHER"], "build", *archive, "--layout", "zim", "--quiet", "--out", out)
    written = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    shutil.rmtree(out)
    return run, written


def sequential_read(file):
    """Seconds to read a file that is not in the page cache."""
    with file.open("rb", buffering=0) as stream:
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        start = time.monotonic()
        while stream.read(PIECE_BYTES):
            pass
        return time.monotonic() - start


def sequential_write(file, length):
    """Seconds to write so many bytes and force them to the medium, the faster of two ways."""
    return min(write(file, length, flags) for flags in (0, getattr(os, "O_DIRECT", 0)))


def write(file, length, flags):
    """Through the page cache or, where the flags say so, past it."""
    piece = mmap.mmap(-1, PIECE_BYTES)  # begins where a page does, as direct writes want
    piece.write(os.urandom(PIECE_BYTES))
    os.sync()
    start = time.monotonic()
    out = os.open(file, os.O_CREAT | os.O_WRONLY | flags, 0o600)
    for _ in range(length // PIECE_BYTES + 1):
        os.write(out, piece)
    os.fsync(out)
    os.close(out)
    seconds = time.monotonic() - start
    file.unlink()
    return seconds


def measure(archive, scratch):
    java = [os.environ["WIKIMILL_JAVA"], *os.environ["WIKIMILL_JVM"].splitlines()]
    start_up, _ = build(scratch / "sample")
    whole, written = build(scratch / "snapshot", archive)
    undisturbed(start_up + whole)
    compute = json.loads(undisturbed(timed(*java, "org.wikimill.bench.LimitsBench", archive)).output)
    cores = os.cpu_count()
    # Blocks and CARs are hashed, both as long as the content; the archive's sums take one core.
    whole_work = compute["decode_seconds"] + 2 * compute["sha256_seconds"] + compute["sums_seconds"] / cores
    limits = {
        "sequential read": sequential_read(archive),
        "zstd decode": compute["decode_seconds"],
        "SHA-256": compute["sha256_seconds"],
        "sequential write": sequential_write(scratch / "written", written),
        "cores: decode, SHA-256, sums": whole_work,
    }
    return {
        "archive_bytes": archive.stat().st_size,
        "content_bytes": compute["content_bytes"],
        "written_bytes": written,
        "cores": cores,
        "limits": limits,
        "build_seconds": whole.seconds,
        "build_cpu_seconds": whole.cpu_seconds,
        "start_up_seconds": start_up.seconds,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        figures = measure(options.archive, Path(scratch))
    figures = add_figures(options.json, "limits", figures)
    for name, seconds in figures["limits"].items():
        print(f"{name:30}{seconds:8.2f} s")
    binding = max(figures["limits"], key=figures["limits"].get)
    net = figures["build_seconds"] - figures["start_up_seconds"]
    print(f"{'build less start-up':30}{net:8.2f} s")
    print(f"{binding} binds: the build takes {net / figures['limits'][binding]:.2f} times as long")


if __name__ == "__main__":
    main()
