package org.wikimill.formats.search;

/**
 * Where a sorted sequence of titles is cut into files: a function of the titles since the last cut.
 *
 * <p>A file ends when it has enough titles or bytes; but titles of one key stay together unless
 * they become too many bytes.
 */
public final class Cut {
  /** Of the leaves of the index: some 30 KiB each, always below 256. */
  private static final int LEAF_TITLES = 1000;

  private static final int LEAF_BYTES = 64 << 10;
  private static final int MAX_LEAF_BYTES = 128 << 10;

  /** Of the lists of titles. */
  private static final int PAGE_TITLES = 400;

  private static final int PAGE_BYTES = 192 << 10;

  private final int titles;
  private final int bytes;
  private final int maxBytes;
  private int titlesHere;
  private int bytesHere;
  private String lastKey = "";

  /**
   * A cut after so many titles or bytes; of titles of one key, after so many bytes at the latest.
   */
  Cut(int titles, int bytes, int maxBytes) {
    this.titles = titles;
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }

  /** The cuts of leaves. */
  public static Cut leaves() {
    return new Cut(LEAF_TITLES, LEAF_BYTES, MAX_LEAF_BYTES);
  }

  /** The cuts of pages, which take no heed of keys. */
  public static Cut pages() {
    return new Cut(PAGE_TITLES, PAGE_BYTES, 0);
  }

  /**
   * Whether the next title begins a file, as the first one does.
   *
   * @param key what it is sorted by
   * @param lengthBytes the most that it adds to a file
   */
  public boolean before(String key, int lengthBytes) {
    boolean full = titlesHere >= titles || bytesHere + lengthBytes > bytes;
    boolean together = key.equals(lastKey) && bytesHere + lengthBytes <= maxBytes;
    boolean begins = titlesHere == 0 || full && !together;
    titlesHere = begins ? 1 : titlesHere + 1;
    bytesHere = begins ? lengthBytes : bytesHere + lengthBytes;
    lastKey = key;
    return begins;
  }
}
