package org.wikimill.get;

/** Whether what is downloaded must be what its publisher says. */
public enum Verification {
  /** A file that nobody states a sum of is refused. */
  REQUIRED,
  /** No sums are asked for. */
  OMITTED
}
