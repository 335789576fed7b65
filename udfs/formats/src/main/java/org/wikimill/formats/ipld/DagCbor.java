package org.wikimill.formats.ipld;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The links of DAG-CBOR blocks, all of them or the one that a path leads to.
 *
 * <p>Specification: <a href="https://ipld.io/specs/codecs/dag-cbor/spec/">DAG-CBOR</a>. Refuses
 * what is cut short, of indefinite length, nested more than 128 deep, or tagged as anything but a
 * link.
 */
public final class DagCbor {
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int SIMPLE = 7;
  private static final int TAG_CID = 42;
  private static final int MAX_DEPTH = 128;

  /**
   * A link that a path leads to.
   *
   * @param names how many names of the path lead there: 1 or more
   */
  public record Step(Cid cid, int names) {}

  /** Major type, and length, count or value; of simple values and floats it has no meaning. */
  private record Head(int major, long number) {}

  private final BlockCursor in;
  private final List<Cid> links = new ArrayList<>();

  private DagCbor(String name, byte[] block) {
    this.in = new BlockCursor(name, 0, block, 0, block.length);
  }

  /**
   * All links of a block, in their order.
   *
   * @param name what messages call the block
   */
  public static List<Cid> links(String name, byte[] block) throws MalformedInputException {
    DagCbor reader = new DagCbor(name, block);
    reader.value(0);
    if (reader.in.remaining() > 0) {
      throw reader.in.malformed("bytes after the value", reader.in.position(), "none", "more");
    }
    return List.copyOf(reader.links);
  }

  /**
   * The first link on a path through the keys of maps and the indexes of lists; empty if there is
   * no such path, or it ends before a link.
   *
   * @param name what messages call the block
   * @param path of names in UTF-8
   */
  public static Optional<Step> follow(String name, byte[] block, List<byte[]> path)
      throws MalformedInputException {
    DagCbor reader = new DagCbor(name, block);
    for (int used = 0; used <= path.size(); used++) {
      Head head = reader.head();
      if (head.major == TAG) {
        Cid cid = reader.link(head);
        return used == 0 ? Optional.empty() : Optional.of(new Step(cid, used));
      }
      if (used == path.size() || !reader.enter(head, path.get(used))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Steps to the value of that name in the map or list that was begun. */
  private boolean enter(Head head, byte[] name) throws MalformedInputException {
    if (head.major != MAP && head.major != ARRAY) {
      return false;
    }
    for (long i = 0; i < head.number; i++) {
      byte[] key =
          head.major == MAP ? text(head()) : Long.toString(i).getBytes(StandardCharsets.US_ASCII);
      if (Arrays.equals(key, name)) {
        return true;
      }
      value(0);
    }
    return false;
  }

  private void value(int depth) throws MalformedInputException {
    int start = in.position();
    if (depth > MAX_DEPTH) {
      throw in.malformed("nested too deep", start, "at most " + MAX_DEPTH + " levels", "more");
    }
    Head head = head();
    switch (head.major) {
      case BYTES, TEXT -> in.slice(length(head, start), "string");
      case ARRAY, MAP -> {
        for (long i = 0; i < head.number; i++) {
          if (head.major == MAP) {
            text(head());
          }
          value(depth + 1);
        }
      }
      case TAG -> links.add(link(head));
      default -> {} // numbers and simple values are all head
    }
  }

  private byte[] text(Head head) throws MalformedInputException {
    int start = in.position();
    if (head.major != TEXT) {
      throw in.malformed("key of a map is no text", start, "major type 3", head.major + "");
    }
    return in.bytes(length(head, start), "key");
  }

  private Cid link(Head tag) throws MalformedInputException {
    int start = in.position();
    Head head = head();
    if (tag.number != TAG_CID || head.major != BYTES) {
      throw in.malformed("unknown tag", start, "42, of bytes", tag.number + "");
    }
    BlockCursor bytes = in.slice(length(head, start), "link");
    int prefix = bytes.octet("link");
    Cid cid = Cid.read(bytes);
    if (prefix != 0 || bytes.remaining() > 0) {
      throw in.malformed("malformed link", start, "a zero and a CID", "prefix " + prefix);
    }
    return cid;
  }

  private int length(Head head, int start) throws MalformedInputException {
    if (head.number < 0 || head.number > in.remaining()) {
      throw in.malformed(
          "length out of bounds",
          start,
          "at most " + in.remaining(),
          Long.toUnsignedString(head.number));
    }
    return (int) head.number;
  }

  private Head head() throws MalformedInputException {
    int start = in.position();
    int octet = in.octet("value");
    int form = octet & 31;
    long number = form;
    if (form >= 24 && form <= 27) {
      number = 0;
      for (int i = 0; i < 1 << (form - 24); i++) {
        number = number << 8 | in.octet("head");
      }
    }
    int major = octet >>> 5;
    // Of the negative only numbers may be: the others count what could not be there.
    if (form > 27 || (number < 0 && major >= BYTES && major != SIMPLE)) {
      throw in.malformed("unknown CBOR head", start, "a definite length", "0x" + form);
    }
    return new Head(major, number);
  }
}
