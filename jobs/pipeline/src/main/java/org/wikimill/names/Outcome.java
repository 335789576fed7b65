package org.wikimill.names;

/** What came of setting a name. */
public enum Outcome {
  /** It was as it should be; nothing was written. */
  ALREADY,
  /** It is as it should be now. */
  SET
}
