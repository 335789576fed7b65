package org.wikimill.pipeline.pages;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What the scan of a dump found: how many of its pages, and of the aliases that they name, ask to
 * stand in the tree.
 *
 * @param firsts the number of the first entry of each range, and after them the number of entries
 * @param excluded pages and aliases that do not ask: by their namespace, or since nothing is there
 * @param texts pages that others may transclude
 * @param cut if the dump is cut, the title of the last page before that; of the last part that is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DumpEntries(int[] firsts, long excluded, long texts, Optional<String> cut) {

  /**
   * What was found in one range.
   *
   * @param claims pages and aliases that ask to stand in the tree
   * @param texts pages that others may transclude
   * @param last the title of the last page; empty if there is none
   * @param cut whether the dump ends in the middle of this range
   */
  record OfRange(int claims, long excluded, long texts, String last, boolean cut) {
    byte[] encode() {
      return new RowWriter()
          .fixedInt(claims)
          .varint(excluded)
          .varint(texts)
          .text(last)
          .byteValue(cut ? 1 : 0)
          .toBytes();
    }

    static OfRange decode(byte[] footer) {
      RowReader in = new RowReader(footer);
      return new OfRange(in.fixedInt(), in.varint(), in.varint(), in.text(), in.byteValue() == 1);
    }
  }

  static DumpEntries of(List<OfRange> ranges) {
    int[] firsts = new int[ranges.size() + 1];
    long excluded = 0;
    long texts = 0;
    Optional<String> cut = Optional.empty();
    String last = "";
    for (int range = 0; range < ranges.size(); range++) {
      OfRange found = ranges.get(range);
      firsts[range + 1] = Math.addExact(firsts[range], found.claims());
      excluded += found.excluded();
      texts += found.texts();
      last = found.last().isEmpty() ? last : found.last();
      cut = found.cut() ? Optional.of(last) : cut;
    }
    return new DumpEntries(firsts, excluded, texts, cut);
  }

  /** All pages and aliases of the dump. */
  public long count() {
    return firsts[firsts.length - 1] + excluded;
  }

  /** What spreads entries over ranges, for a shuffle by entry; travels to tasks. */
  Rule byRange() {
    return new Rule(firsts);
  }

  /** See {@link #byRange}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rule(int[] firsts) implements Serializable {
    /** The range of an entry; those that do not exist belong to the last. */
    int rangeOf(int entry) {
      int at = Arrays.binarySearch(firsts, entry < 0 ? Integer.MAX_VALUE : entry);
      while (at >= 0 && at + 1 < firsts.length && firsts[at + 1] == firsts[at]) {
        at++; // ranges without entries
      }
      int range = at >= 0 ? at : -at - 2;
      return Math.min(range, firsts.length - 2);
    }
  }
}
