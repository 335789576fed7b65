package org.wikimill.connectors.io;

import java.io.Serializable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where files are until they are committed.
 *
 * <p>Those of a run are in a hidden folder of its own, whose removal is a fence: a file can be
 * created there, and moved from there to its name, only as long as the folder exists, and none but
 * the run's driver makes it. So a task of a run that was given up, on a machine that had lost
 * touch, can neither commit nor leave anything once another run has begun.
 *
 * @param run tells apart the runs in one build's folder; empty where files wait beside their names
 */
record Unfinished(String run) implements Serializable {
  /** Hidden files beside those that they become. */
  static final Unfinished BESIDE = new Unfinished("");

  /** The folder of the folders of all runs. */
  static final String RUNS = ".pending";

  private static final String SUFFIX = ".pending";

  /** Whether there is a fence. */
  boolean isOfRun() {
    return !run.isEmpty();
  }

  /** The run's folder, in the build's. */
  String folder() {
    return RUNS + "/" + run;
  }

  /** A place for a file; each attempt at it has one of its own. */
  String place(String name) {
    int start = name.lastIndexOf('/') + 1;
    String attempt = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return isOfRun()
        ? folder() + "/" + name.substring(start) + "." + attempt
        : name.substring(0, start) + "." + name.substring(start) + "." + attempt + SUFFIX;
  }

  /** Whether a file of that name is not committed. */
  static boolean isPending(String name) {
    return name.startsWith(RUNS + "/") || name.endsWith(SUFFIX);
  }
}
