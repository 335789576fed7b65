"""Runs of other programs, and what they cost."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# The share of the machine that others may take before a time is said to be worthless.
TOLERATED = 0.05


@dataclass(frozen=True)
class Run:
    """What one command cost: wall and CPU seconds, and the largest resident set in MiB.

    Others are whatever else the machine did meanwhile, in CPU seconds: they are what makes times worthless.
    """

    seconds: float
    cpu_seconds: float
    peak_mib: float
    others_cpu_seconds: float
    output: str

    def __add__(self, other):
        """One after the other."""
        return Run(
            self.seconds + other.seconds,
            self.cpu_seconds + other.cpu_seconds,
            max(self.peak_mib, other.peak_mib),
            self.others_cpu_seconds + other.others_cpu_seconds,
            other.output,
        )


def timed(*command, beside=None, **environment):
    """Runs a command, children included; fails with what it said. Calls beside(pid) meanwhile."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start, busy = time.monotonic(), busy_seconds()
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=os.environ | {name: str(value) for name, value in environment.items()},
        )
        status, usage = wait(process.pid, beside)
        seconds = time.monotonic() - start
        own = usage.ru_utime + usage.ru_stime
        others = max(0, busy_seconds() - busy - own)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"{command[0]} ended with {process.returncode}:\n{errors.read().decode()[-4000:]}")
        return Run(
            seconds,
            own,
            usage.ru_maxrss / 1024,
            others,
            output.read().decode().strip(),
        )


def busy_seconds():
    """CPU seconds that the machine was busy since it was started, its host's other guests included; 0 where unknown."""
    try:
        with open("/proc/stat") as stat:
            user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    except FileNotFoundError:
        return 0
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def undisturbed(run):
    """The same run; says so on stderr if others took so much of the machine that its time is worthless."""
    others, seconds = run.others_cpu_seconds, run.seconds
    if others > TOLERATED * seconds * os.cpu_count():
        print(f"others took {others:.1f} CPU s in {seconds:.1f} s: this time is worthless", file=sys.stderr)
    return run


def wait(pid, beside):
    """The status and the costs of a process when it has ended."""
    if beside is None:
        return os.wait4(pid, 0)[1:]
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage
        time.sleep(0.1)
        beside(pid)


class LiveSet:
    """The most that a JVM still holds after full collections, forced while it runs at most `every` so many seconds.

    The JVM must be started with `option`: its log tells of collections that were made, not of those that were asked for
    while native code held the heap.
    """

    def __init__(self, jcmd, log, every=0):
        self.jcmd = jcmd
        self.log = log
        self.every = every
        self.next = 0

    @property
    def option(self):
        return f"-Xlog:gc:file={self.log}:none:filecount=0"

    def __call__(self, pid):
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + self.every
        subprocess.run([self.jcmd, str(pid), "GC.run"], capture_output=True, check=False)

    @property
    def samples(self):
        """MiB after each full collection."""
        return [int(after) for after in re.findall(r"Pause Full .*->(\d+)M\(", self.log.read_text())]

    @property
    def peak_mib(self):
        return max(self.samples)


class EventLog:
    """What Spark's log of the only application in a folder tells of its stages."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()

    def options(self):
        settings = ("enabled=true", f"dir={self.folder}", "compress=false")
        return [f"--conf=spark.eventLog.{setting}" for setting in settings]

    def stages(self):
        """Seconds, tasks and shuffled bytes by the name of a stage; the log is removed."""
        stages = {}
        for file in self.folder.rglob("events_*"):
            for line in file.read_text().splitlines():
                event = json.loads(line)
                if event["Event"] == "SparkListenerStageCompleted":
                    self.add(stages, event["Stage Info"])
        for log in self.folder.iterdir():
            shutil.rmtree(log)
        return stages

    @staticmethod
    def add(stages, stage):
        sum_ = stages.setdefault(stage["Stage Name"], {"seconds": 0, "tasks": 0, "shuffled_bytes": 0})
        sum_["seconds"] += (stage["Completion Time"] - stage["Submission Time"]) / 1000
        sum_["tasks"] += stage["Number of Tasks"]
        for value in stage["Accumulables"]:
            if value["Name"] == "internal.metrics.shuffle.write.bytesWritten":
                sum_["shuffled_bytes"] += int(value["Value"])


def of_archives(name, purpose, builds):
    """The figures of one benchmark for each archive of the command line, and those that --json FILE has already.

    builds(scratch) makes what tells the cost of an archive, in a folder that goes away.
    """
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--json", type=Path, help="also add the figures to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wikimill-bench-") as scratch:
        made = builds(Path(scratch))
        figures = {archive.stem: made.cost(archive) for archive in options.archives}
    return add_figures(options.json, name, figures)


def add_figures(file, name, figures):
    """Adds figures to those that a JSON file has of one benchmark, which can so be run in parts; all of them."""
    if file is None:
        return figures
    before = json.loads(file.read_text()) if file.exists() else {}
    figures = before.get(name, {}) | figures
    file.write_text(json.dumps(before | {name: figures}, indent=2) + "\n")
    return figures
