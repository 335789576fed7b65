package org.wikimill.pipeline.watch;

import org.wikimill.pipeline.snapshots.Removal;

/** Who is told what a pass does. */
public interface Listener {
  /** An archive is left for a later pass, or for good. */
  void skipped(String archive, String why);

  /** Something that a user should know, but need not act on. */
  void notice(String text);

  /**
   * An archive became a build. Is told again in the next pass if this throws.
   *
   * @param report where the report is
   */
  void built(WatchReport build, String report) throws Exception;

  /** An old snapshot is gone. */
  void removed(Removal removal);

  /**
   * An archive, or what a pattern should find, did not become a build.
   *
   * @param what the archive or pattern
   */
  void failed(String what, Exception why);
}
