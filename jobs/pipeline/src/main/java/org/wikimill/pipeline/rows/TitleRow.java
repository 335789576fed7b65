package org.wikimill.pipeline.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.search.Folding;
import org.wikimill.formats.search.SearchTitle;

/**
 * A title on its way into the search index: all of it is the key, so that the order of equal titles
 * is never left to chance.
 *
 * <p>Fields end with a zero byte, which no text of theirs holds: the folded title, the title, the
 * place that it leads to, the title of that page where this is one of a redirect. A page comes
 * before the redirects of its own title.
 */
public final class TitleRow {
  private static final byte END = 0;

  private TitleRow() {}

  /** The key of a title. */
  public static byte[] key(RowWriter out, SearchTitle title) {
    out.clear().raw(Folding.key(title.title()).getBytes(UTF_8)).byteValue(END);
    out.raw(title.title().getBytes(UTF_8)).byteValue(END);
    out.raw(title.place()).byteValue(END);
    return out.raw(title.target().getBytes(UTF_8)).toBytes();
  }

  /** The title of a key. */
  public static SearchTitle of(byte[] key) {
    int title = end(key, 0) + 1;
    int place = end(key, title) + 1;
    int target = end(key, place) + 1;
    return new SearchTitle(
        text(key, title, place - 1),
        Arrays.copyOfRange(key, place, target - 1),
        text(key, target, key.length));
  }

  /** What the titles are sorted by: the first field. */
  public static byte[] folded(byte[] key) {
    return Arrays.copyOf(key, end(key, 0));
  }

  /** Whether two titles look alike and lead to the same page: only the first is of use. */
  public static boolean repeats(byte[] a, byte[] b) {
    int length = end(a, end(a, end(a, 0) + 1) + 1) + 1;
    return b.length >= length && Arrays.equals(a, 0, length, b, 0, length);
  }

  private static int end(byte[] key, int from) {
    int end = from;
    while (key[end] != END) {
      end++;
    }
    return end;
  }

  private static String text(byte[] key, int from, int to) {
    return new String(key, from, to - from, UTF_8);
  }
}
