package org.wikimill.formats.search;

import java.io.IOException;

/**
 * A leaf of the index, while it is made: a file of titles in sorted order.
 *
 * <p>It is a call of {@code wikimill.shard} with its name and a string of lines. A line is one
 * character that tells how many code units the title shares with the one before, the rest of the
 * title, and, where they are not empty, after tabs each: {@link SearchTitle#placeByTitle} and the
 * title of the target.
 *
 * <p>A leaf ends with the first titles of the next one, so that whoever looks for the titles that
 * begin with something finds the first {@value #REPEATED} of them in one leaf.
 */
public final class LeafShard {
  /** How many titles of the next leaf a leaf repeats. */
  static final int REPEATED = 20;

  /** The most bytes with these: fewer are repeated if they are long. */
  private static final int MAX_BYTES = 224 << 10;

  /** What tells how much is shared: up to 35 code units. */
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final long number;
  private final StringBuilder literal = new StringBuilder(1 << 15);
  private String last = "";
  private int lengthBytes;
  private int repeated;
  private boolean ended;

  /**
   * @param number its number among all leaves
   */
  public LeafShard(long number) {
    this.number = number;
  }

  /** The most bytes that a title adds to a leaf. */
  public static int lengthBytes(SearchTitle title) {
    return 7
        + ScriptText.lengthBytes(title.title())
        + ScriptText.lengthBytes(title.placeByTitle())
        + ScriptText.lengthBytes(title.target());
  }

  /** Adds the next title. */
  public void add(SearchTitle title) {
    int shared = shared(last, title.title());
    StringBuilder line = new StringBuilder(64);
    line.append(DIGITS.charAt(shared)).append(title.title(), shared, title.title().length());
    String place = title.placeByTitle();
    if (!place.isEmpty() || !title.target().isEmpty()) {
      line.append('\t').append(place);
    }
    if (!title.target().isEmpty()) {
      line.append('\t').append(title.target());
    }
    if (lengthBytes > 0) {
      literal.append("\\n");
    }
    ScriptText.append(literal, line.toString());
    lengthBytes += lengthBytes(title);
    last = title.title();
  }

  /** Repeats a title of the next leaf, if that is wanted. Returns whether more are. */
  public boolean repeat(SearchTitle title) {
    ended = ended || repeated == REPEATED || lengthBytes + lengthBytes(title) > MAX_BYTES;
    if (!ended) {
      add(title);
      repeated++;
    }
    return !ended;
  }

  /** Writes the file. */
  public void writeTo(FileSink sink) throws IOException {
    Shards.write(sink, "leaf/" + number, '"' + literal.toString() + '"');
  }

  /** How many code units both begin with, not ending within a character. */
  private static int shared(String a, String b) {
    int max = Math.min(DIGITS.length() - 1, Math.min(a.length(), b.length()));
    int shared = 0;
    while (shared < max && a.charAt(shared) == b.charAt(shared)) {
      shared++;
    }
    return shared > 0 && Character.isHighSurrogate(a.charAt(shared - 1)) ? shared - 1 : shared;
  }
}
