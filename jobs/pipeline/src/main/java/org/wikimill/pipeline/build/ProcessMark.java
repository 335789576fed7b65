package org.wikimill.pipeline.build;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A process, marked such that another on the same machine can tell whether it still runs.
 *
 * @param host the name of the machine
 * @param pidNamespace the set of processes that its number counts in; empty where there is one only
 * @param pid its number
 * @param started when it began
 */
record ProcessMark(String host, String pidNamespace, long pid, String started) {
  /** Numbers are given again, but not so soon; clocks are set, but not by so much. */
  private static final Duration SAME_START = Duration.ofMinutes(1);

  /** Refuses what is no process. */
  ProcessMark {
    Objects.requireNonNull(host);
    Objects.requireNonNull(pidNamespace);
    Instant.parse(started);
  }

  /** What can be known of a process. */
  enum State {
    RUNNING,
    ENDED,
    /** It is or was on another machine, or hidden from this process. */
    UNKNOWN
  }

  /** The mark of this process. */
  static ProcessMark own() {
    ProcessHandle process = ProcessHandle.current();
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    return new ProcessMark(hostName(), namespace(), process.pid(), started.toString());
  }

  State state() {
    if (!host.equals(hostName()) || !pidNamespace.equals(namespace())) {
      return State.UNKNOWN;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty() || isZombie(pid)) {
      return State.ENDED;
    }
    Instant now = process.get().info().startInstant().orElse(Instant.EPOCH);
    Duration apart = Duration.between(Instant.parse(started), now).abs();
    return apart.compareTo(SAME_START) < 0 ? State.RUNNING : State.ENDED;
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Containers on one machine may share its name, but number their processes apart. */
  private static String namespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /** Whether the process has ended, and only its parent has not asked how. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }
}
