"""Times the stages before the hot pass, on archives that are redirects for the most part.

Started by scripts/bench, which makes the archives and names the tools in the environment.
"""

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path

from runs import LiveSet, add_figures, timed

# The executors are other processes: what the driver holds can be told apart.
CLUSTER = "local-cluster[2,1,1024]"


class Builds:
    """Builds that keep no blocks, in a folder that is emptied after each."""

    def __init__(self, scratch):
        self.events = scratch / "events"
        self.out = scratch / "snapshot"
        self.events.mkdir()

    def run(self, archive, *options, beside=None):
        run = timed(
            os.environ["WIKIMILL_LAUNCHER"], "build", archive, "--quiet", "--sink", "none",
            "--out", self.out, *options, beside=beside,
        )  # fmt: skip
        manifest = json.loads((self.out / "manifest.json").read_text())
        shutil.rmtree(self.out)
        return run, manifest["source"]["entries"]

    def cost(self, archive):
        """One build for the times, another for what the driver holds."""
        log = ["eventLog.enabled=true", f"eventLog.dir={self.events}", "eventLog.compress=false"]
        run, entries = self.run(archive, *(f"--conf=spark.{setting}" for setting in log))
        seconds = stage_seconds(self.events)
        live = LiveSet(os.environ["WIKIMILL_JCMD"])
        self.run(archive, "--master", CLUSTER, beside=live)
        scan = sum(taken for stage, taken in seconds.items() if stage.startswith(("pages", "paths")))
        return {
            "entries": entries,
            "seconds": run.seconds,
            "peak_mib": run.peak_mib,
            "scan_seconds": scan,
            "seconds_by_stage": seconds,
            "driver_live_mib": live.peak_mib,
            "driver_live_samples": len(live.bytes),
        }


def stage_seconds(events):
    """Seconds by the name of a stage, from Spark's log of the only application in a folder."""
    seconds = {}
    for file in sorted(path for path in events.rglob("*") if path.is_file()):
        for line in file.read_text().splitlines():
            event = json.loads(line)
            if event["Event"] == "SparkListenerStageCompleted":
                stage = event["Stage Info"]
                taken = (stage["Completion Time"] - stage["Submission Time"]) / 1000
                seconds[stage["Stage Name"]] = seconds.get(stage["Stage Name"], 0) + taken
        file.unlink()
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        builds = Builds(Path(scratch))
        figures = {archive.stem: builds.cost(archive) for archive in options.archives}
    figures = add_figures(options.json, "dirents", figures)
    print(f"{'entries':>9}{'scan s':>9}{'entries/s':>11}{'build s':>9}{'RSS MiB':>9}{'driver live MiB':>17}")
    for cost in figures.values():
        print(
            f"{cost['entries']:9}{cost['scan_seconds']:9.1f}{cost['entries'] / cost['scan_seconds']:11.0f}"
            f"{cost['seconds']:9.1f}{cost['peak_mib']:9.0f}{cost['driver_live_mib']:17.1f}"
        )


if __name__ == "__main__":
    main()
