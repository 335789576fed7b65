package org.wikimill.pipeline.audit;

/** Which of the builds under audit; sets of them are bit masks. */
enum Side {
  A,
  B;

  /** All builds. */
  static final int ALL = 3;

  int bit() {
    return 1 << ordinal();
  }
}
