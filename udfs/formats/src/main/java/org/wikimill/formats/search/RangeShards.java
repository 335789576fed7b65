package org.wikimill.formats.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The upper levels of the index: which leaf holds the titles from a key on.
 *
 * <p>A file lists separators: the shortest text that is above every key of the leaf before, and not
 * above the first key of its leaf. Up to {@value #CHILDREN} leaves are listed in {@code top}
 * itself, more in files {@code range/N}, which {@code top} lists then: a lookup loads at most three
 * files. Two of some 10 KiB, if there are 20 million titles.
 */
public final class RangeShards {
  /** The most leaves of a file. */
  private static final int CHILDREN = 512;

  /** The most bytes of its separators, which are long only where titles share long beginnings. */
  private static final int CHILDREN_BYTES = 64 << 10;

  private final FileSink sink;
  private final List<String> separators = new ArrayList<>();
  private final List<String> firsts = new ArrayList<>();
  private int lengthBytes;
  private long leaves;

  public RangeShards(FileSink sink) {
    this.sink = sink;
  }

  /** The shortest text that is above {@code before} and begins {@code key}, which is above it. */
  public static String separator(String before, String key) {
    int shared = 0;
    while (shared < before.length() && before.charAt(shared) == key.charAt(shared)) {
      shared++;
    }
    int end = Math.min(key.length(), shared + 1);
    boolean within = end < key.length() && Character.isHighSurrogate(key.charAt(end - 1));
    return key.substring(0, within ? end + 1 : end);
  }

  /** Adds the next leaf. */
  public void add(String separator) throws IOException {
    int length = ScriptText.lengthBytes(separator) + 3;
    if (separators.size() == CHILDREN || lengthBytes + length > CHILDREN_BYTES) {
      endRange();
    }
    separators.add(separator);
    lengthBytes += length;
    leaves++;
  }

  /** The leaves so far. */
  long leaves() {
    return leaves;
  }

  /** Ends the index. */
  public void finish() throws IOException {
    if (firsts.isEmpty()) {
      write("top", "leaf", 0, separators);
    } else {
      endRange();
      write("top", "range", 0, firsts);
    }
  }

  private void endRange() throws IOException {
    write("range/" + firsts.size(), "leaf", leaves - separators.size(), separators);
    firsts.add(separators.get(0));
    separators.clear();
    lengthBytes = 0;
  }

  private void write(String name, String child, long first, List<String> keys) throws IOException {
    StringBuilder value = new StringBuilder("{\"child\":\"").append(child);
    value.append("\",\"first\":").append(first).append(",\"keys\":[");
    for (int i = 0; i < keys.size(); i++) {
      value.append(i == 0 ? "\"" : ",\"");
      ScriptText.append(value, keys.get(i)).append('"');
    }
    Shards.write(sink, name, value.append("]}").toString());
  }
}
