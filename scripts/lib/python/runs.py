"""Runs of other programs, and what they cost."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """What one command cost: wall and CPU seconds, and the largest resident set in MiB."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    output: str

    def __add__(self, other):
        """One after the other."""
        return Run(
            self.seconds + other.seconds,
            self.cpu_seconds + other.cpu_seconds,
            max(self.peak_mib, other.peak_mib),
            other.output,
        )


def timed(*command, beside=None, **environment):
    """Runs a command, children included; fails with what it said. Calls beside(pid) every second."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=os.environ | {name: str(value) for name, value in environment.items()},
        )
        status, usage = wait(process.pid, beside)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"{command[0]} ended with {process.returncode}:\n{errors.read().decode()[-4000:]}")
        return Run(
            seconds,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024,
            output.read().decode().strip(),
        )


def wait(pid, beside):
    """The status and the costs of a process when it has ended."""
    if beside is None:
        return os.wait4(pid, 0)[1:]
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage
        time.sleep(1)
        beside(pid)


class LiveSet:
    """The most that a JVM still holds after full collections, forced again and again while it runs."""

    def __init__(self, jcmd):
        self.jcmd = jcmd
        self.bytes = []

    def __call__(self, pid):
        histogram = subprocess.run(
            [self.jcmd, str(pid), "GC.class_histogram"], capture_output=True, text=True, check=False
        )
        total = re.search(r"^Total +\d+ +(\d+)", histogram.stdout, re.MULTILINE)
        if total:  # not while the JVM starts or ends
            self.bytes.append(int(total[1]))

    @property
    def peak_mib(self):
        return max(self.bytes) / (1 << 20)


def add_figures(file, name, figures):
    """Adds figures to those that a JSON file has of one benchmark, which can so be run in parts; all of them."""
    if file is None:
        return figures
    before = json.loads(file.read_text()) if file.exists() else {}
    figures = before.get(name, {}) | figures
    file.write_text(json.dumps(before | {name: figures}, indent=2) + "\n")
    return figures
