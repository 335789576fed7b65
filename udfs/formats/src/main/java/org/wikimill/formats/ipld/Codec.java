package org.wikimill.formats.ipld;

/**
 * How the bytes of a block are to be read: a content type of the multicodec table.
 *
 * <p>A reader meets codecs that it has no name for, so that this is a value and not an enumeration:
 * compare with {@code equals}.
 *
 * @param code the multicodec number, not negative
 */
public record Codec(long code) {
  /** Bytes without links: the leaves of files. */
  public static final Codec RAW = new Codec(0x55);

  /** The protobuf of UnixFS nodes. */
  public static final Codec DAG_PB = new Codec(0x70);

  /** Structured data in deterministic CBOR. */
  public static final Codec DAG_CBOR = new Codec(0x71);

  public Codec {
    if (code < 0) {
      throw new IllegalArgumentException("a multicodec number is not negative: " + code);
    }
  }

  /** The codec of that number. */
  public static Codec of(long code) {
    if (code == RAW.code) {
      return RAW;
    }
    return code == DAG_PB.code ? DAG_PB : new Codec(code);
  }

  @Override
  public String toString() {
    if (equals(RAW)) {
      return "raw";
    }
    if (equals(DAG_PB)) {
      return "dag-pb";
    }
    return equals(DAG_CBOR) ? "dag-cbor" : "0x" + Long.toHexString(code);
  }
}
