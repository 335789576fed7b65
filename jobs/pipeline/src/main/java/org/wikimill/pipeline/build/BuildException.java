package org.wikimill.pipeline.build;

/** A build that ends for a reason that its user can act on. */
public final class BuildException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a build ended. */
  public enum Reason {
    /** A check failed: another root than expected. */
    CHECK_FAILED,
    /** Settings that contradict each other, or what stands in the output folder. */
    SETTINGS,
    /** Another build that is running has the output folder. */
    BUSY,
    /** More entries failed than allowed. */
    BAD_INPUT
  }

  private final Reason reason;

  public BuildException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
