package org.wikimill.formats.ipld;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The first item of a CAR: the map {@code {"roots": [...], "version": n}} in deterministic CBOR.
 *
 * @param version 1, or 2 for the pragma of a CARv2
 * @param roots none in a pragma
 */
record CarHeader(int version, List<Cid> roots) {
  private static final int UNSIGNED = 0;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int TAG_CID = 42;

  /** The bytes, without the length that stands before them in the file. */
  byte[] encode() {
    BlockBuffer out = new BlockBuffer(64);
    head(out, MAP, 2);
    text(out, "roots");
    head(out, ARRAY, roots.size());
    for (Cid root : roots) {
      head(out, TAG, TAG_CID);
      head(out, BYTES, 1 + root.lengthBytes());
      // The multibase prefix of binary, which CIDs in CBOR have kept for historical reasons.
      out.octet(0);
      out.cid(root);
    }
    text(out, "version");
    head(out, UNSIGNED, version);
    return out.toByteArray();
  }

  private static void text(BlockBuffer out, String key) {
    head(out, TEXT, key.length());
    out.bytes(key.getBytes(StandardCharsets.US_ASCII));
  }

  /** Major type and number in their shortest form. */
  private static void head(BlockBuffer out, int major, int number) {
    int form = headForm(number);
    out.octet(major << 5 | form);
    for (int shift = (8 << (form - 24)) - 8; form >= 24 && shift >= 0; shift -= 8) {
      out.octet(number >>> shift);
    }
  }

  private static int headForm(long number) {
    if (number < 24) {
      return (int) number;
    }
    if (number < 1 << 8) {
      return 24;
    }
    return number < 1 << 16 ? 25 : 26;
  }

  /** Reads a header that fills the range. */
  static CarHeader decode(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    long keys = number(in, MAP, "CAR header");
    List<Cid> roots = null;
    long version = -1;
    for (long i = 0; i < keys; i++) {
      int at = in.position();
      String key = new String(in.bytes(length(in, TEXT, "key"), "key"), StandardCharsets.UTF_8);
      if (key.equals("roots") && roots == null) {
        roots = roots(in);
      } else if (key.equals("version") && version < 0) {
        version = number(in, UNSIGNED, "CAR version");
      } else {
        throw in.malformed("unknown or repeated key in CAR header", at, "roots, version", key);
      }
    }
    if (in.remaining() > 0) {
      throw in.malformed("bytes after the CAR header", in.position(), "none", "more");
    }
    boolean pragma = version == 2 && roots == null;
    if (!pragma && (version != 1 || roots == null)) {
      throw in.malformed("unknown CAR version", start, "1 with roots, or 2 without", version + "");
    }
    return new CarHeader((int) version, pragma ? List.of() : roots);
  }

  private static List<Cid> roots(BlockCursor in) throws MalformedInputException {
    long count = number(in, ARRAY, "roots");
    List<Cid> roots = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      int start = in.position();
      long tag = number(in, TAG, "root");
      BlockCursor bytes = in.slice(length(in, BYTES, "root"), "root");
      int prefix = bytes.octet("root");
      Cid root = Cid.read(bytes);
      if (tag != TAG_CID || prefix != 0 || bytes.remaining() > 0) {
        throw in.malformed("malformed root in CAR header", start, "a CID", "tag " + tag);
      }
      roots.add(root);
    }
    return List.copyOf(roots);
  }

  private static int length(BlockCursor in, int major, String what) throws MalformedInputException {
    int start = in.position();
    long length = number(in, major, what);
    if (length > in.remaining()) {
      throw in.malformed(
          what + " length out of bounds", start, "at most " + in.remaining(), length + "");
    }
    return (int) length;
  }

  /** The number of a head of that major type; at most 32 bits. */
  private static long number(BlockCursor in, int major, String what)
      throws MalformedInputException {
    int start = in.position();
    int head = in.octet(what);
    int form = head & 31;
    long number = form;
    if (form >= 24 && form <= 26) {
      number = 0;
      for (int i = 0; i < 1 << (form - 24); i++) {
        number = number << 8 | in.octet(what);
      }
    }
    if (head >>> 5 != major || form > 26 || headForm(number) != form) {
      throw in.malformed(
          "unexpected CBOR item for " + what,
          start,
          "major type " + major + " in its shortest form",
          "0x" + Integer.toHexString(head));
    }
    return number;
  }
}
