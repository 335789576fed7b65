package org.wikimill.formats.dumps;

/** Whether a text is the one of which a dump states a sum or length. */
public enum RevisionCheck {
  MATCHES,
  DIFFERS,
  /** The dump states none, or has no text. */
  ABSENT
}
