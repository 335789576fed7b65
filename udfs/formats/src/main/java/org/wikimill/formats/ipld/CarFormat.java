package org.wikimill.formats.ipld;

/**
 * Constants of content-addressable archives.
 *
 * <p>Specifications: <a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>, <a
 * href="https://ipld.io/specs/transport/car/carv2/">CARv2</a>. The limits are those of the readers
 * in the field. The bytes of an index follow those readers too: they hold counts that the text of
 * the specification lacks, and a bucket's length in bytes where that says count.
 */
final class CarFormat {
  /** The longest header that is read. */
  static final int MAX_HEADER_BYTES = 32 << 20;

  /** The longest section, CID and block together, that is read or written. */
  static final int MAX_SECTION_BYTES = 8 << 20;

  /** The most bytes before the block in a section: length (4), CID with its longest fields. */
  static final int MAX_SECTION_OVERHEAD_BYTES = 4 + 1 + 9 + 9 + 2 + Cid.MAX_DIGEST_BYTES;

  /** Length (10), then the CBOR map {@code {"version": 2}}. */
  static final byte[] V2_PRAGMA = {
    0x0a, (byte) 0xa1, 0x67, 'v', 'e', 'r', 's', 'i', 'o', 'n', 0x02
  };

  /** Characteristics (16), data offset, data size, index offset (8 each, little-endian). */
  static final int V2_HEADER_BYTES = 40;

  static final int V2_CHARACTERISTICS_BYTES = 16;

  /** The multicodec of an index sorted by hash function, digest length and digest. */
  static final int MULTIHASH_INDEX_SORTED = 0x0401;

  private CarFormat() {}
}
