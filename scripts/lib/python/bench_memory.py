"""Measures what builds of archives of several sizes hold in memory: it must not grow with them.

Started by scripts/bench, which makes the archives and names the tools in the environment.
"""

import json
import os
import shutil

from runs import EventLog, LiveSet, of_archives, timed, undisturbed

WHOLE_HEAP = "-Xms1g -XX:+AlwaysPreTouch"

# One task at a time, shards of one size: else smaller archives have smaller shards, and fewer tasks at their largest at once.
ONE_TASK = ("--master", "local[1]", "--shard-size", "32M")


class Builds:
    """Builds in a folder that is emptied after each."""

    def __init__(self, scratch):
        self.log = EventLog(scratch / "events")
        self.out = scratch / "snapshot"
        self.collections = scratch / "collections"

    def run(self, archive, *options, beside=None, **environment):
        line = [os.environ["WIKIMILL_LAUNCHER"], "build", archive, "--quiet", "--out", self.out]
        run = timed(*line, *options, beside=beside, **environment)
        counts = json.loads((self.out / "run.json").read_text())["counts"]
        written = sum(file.stat().st_size for file in self.out.rglob("*") if file.is_file())
        shutil.rmtree(self.out)
        return run, counts | {"writtenBytes": written}

    def cost(self, archive):
        """One build for the times, one for the resident set with a heap that is there from the start, so that
        only what is outside can grow, and one for what is live with one task: full collections shrink the heap."""
        run, counts = self.run(archive, *self.log.options())
        undisturbed(run)
        stages = self.log.stages()
        resident, _ = self.run(archive, WIKIMILL_JAVA_OPTS=WHOLE_HEAP)
        live = LiveSet(os.environ["WIKIMILL_JCMD"], self.collections)
        self.run(archive, *ONE_TASK, beside=live, WIKIMILL_JAVA_OPTS=live.option)
        return {
            "bytes": archive.stat().st_size,
            "counts": counts,
            "seconds": run.seconds,
            "peak_mib": run.peak_mib,
            "whole_heap_peak_mib": resident.peak_mib,
            "stages": stages,
            "live_mib": live.peak_mib,
            "live_samples": len(live.samples),
        }


def main():
    figures = of_archives("memory", __doc__, Builds)
    print(f"{'archive':24}{'MiB':>8}{'seconds':>9}{'RSS MiB':>9}{'whole heap':>11}{'live MiB':>10}{'samples':>9}")
    for name, made in figures.items():
        print(
            f"{name:24}{made['bytes'] / (1 << 20):8.0f}{made['seconds']:9.1f}{made['peak_mib']:9.0f}{made['whole_heap_peak_mib']:11.0f}"
            f"{made['live_mib']:10}{made['live_samples']:9}"
        )


if __name__ == "__main__":
    main()
