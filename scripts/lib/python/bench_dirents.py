"""Times the stages before the hot pass, on archives that are redirects for the most part.

Started by scripts/bench, which makes the archives and names the tools in the environment.
"""

import json
import os
import shutil

from runs import EventLog, LiveSet, of_archives, timed, undisturbed

# The executors are other processes: what the driver holds can be told apart.
CLUSTER = "local-cluster[2,1,1024]"


class Builds:
    """Builds that keep no blocks, in a folder that is emptied after each."""

    def __init__(self, scratch):
        self.log = EventLog(scratch / "events")
        self.out = scratch / "snapshot"
        self.collections = scratch / "collections"

    def run(self, archive, *options, beside=None, **environment):
        run = timed(
            os.environ["WIKIMILL_LAUNCHER"], "build", archive, "--quiet", "--layout", "zim", "--sink", "none",
            "--out", self.out, *options, beside=beside, **environment,
        )  # fmt: skip
        manifest = json.loads((self.out / "manifest.json").read_text())
        shutil.rmtree(self.out)
        return run, manifest["sources"][0]["facts"]["entries"]

    def cost(self, archive):
        """One build for the times, another for what the driver holds."""
        run, entries = self.run(archive, *self.log.options())
        undisturbed(run)
        stages = self.log.stages()
        live = LiveSet(os.environ["WIKIMILL_JCMD"], self.collections)
        self.run(archive, "--master", CLUSTER, beside=live, WIKIMILL_JAVA_OPTS=live.option)
        scan = sum(stage["seconds"] for name, stage in stages.items() if name.startswith(("pages", "paths")))
        return {
            "entries": entries,
            "seconds": run.seconds,
            "peak_mib": run.peak_mib,
            "scan_seconds": scan,
            "stages": stages,
            "driver_live_mib": live.peak_mib,
            "driver_live_samples": len(live.samples),
        }


def main():
    figures = of_archives("dirents", __doc__, Builds)
    print(f"{'entries':>9}{'scan s':>9}{'entries/s':>11}{'build s':>9}{'RSS MiB':>9}{'driver live MiB':>17}")
    for cost in figures.values():
        print(
            f"{cost['entries']:9}{cost['scan_seconds']:9.1f}{cost['entries'] / cost['scan_seconds']:11.0f}"
            f"{cost['seconds']:9.1f}{cost['peak_mib']:9.0f}{cost['driver_live_mib']:17}"
        )


if __name__ == "__main__":
    main()
