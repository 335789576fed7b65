package org.wikimill.get;

import java.util.OptionalLong;

/** Hears how downloads go on. Called by many threads. */
public interface DownloadListener {

  /** So many bytes of a file are on the disk. */
  void bytes(String file, long bytes, OptionalLong ofBytes);

  /** Something that a user may want to know: a server that is left for another, a fresh start. */
  void note(String line);
}
