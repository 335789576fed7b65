package org.wikimill.pipeline.links;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.LinkFile;

/** Which places of a site answer: what the rows of the index and of link files say of it. */
final class Answers {
  private static final byte[] INDEX = "/index.html".getBytes(US_ASCII);

  private Answers() {}

  /** Takes a place that answers. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes it.
     *
     * @param place what a link asks for
     * @param path the path that answers: of a file, or of a redirect that {@code _redirects} serves
     */
    void take(byte[] place, byte[] path);
  }

  /** The places for which a row of the index answers: a page of a directory also for that. */
  static void ofIndex(byte[] key, Taker taker) {
    if (IndexKey.table(key) != IndexKey.Sorted.FILES) {
      return;
    }
    byte[] path = IndexKey.path(key);
    taker.take(path, path);
    int directory = path.length - INDEX.length;
    if (directory > 0 && Arrays.equals(path, directory, path.length, INDEX, 0, INDEX.length)) {
      taker.take(Arrays.copyOf(path, directory), path);
    }
  }

  /** The place for which a row of a link file answers, if it is such a row. */
  static void ofLinkFile(byte[] key, byte[] value, Taker taker) {
    if (LinkFile.Row.of(key) == LinkFile.Row.ANSWERED) {
      taker.take(value, value);
    }
  }
}
