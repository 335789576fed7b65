package org.wikimill.formats.ipld;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * A content identifier: a codec and a multihash, in version 0 or 1. Immutable.
 *
 * <p>Version 0 is the bare SHA2-256 multihash of a dag-pb block. The natural order is that of the
 * unsigned bytes of the binary form.
 */
public final class Cid implements Comparable<Cid> {
  /** The longest digest that is accepted, as the UnixFS specification allows at most. */
  public static final int MAX_DIGEST_BYTES = 128;

  /** The multihash code of SHA2-256. */
  public static final long SHA2_256 = 0x12;

  /** The multihash code of the digest that is the data itself. */
  public static final long IDENTITY = 0x00;

  private static final int SHA2_256_BYTES = 32;
  private static final int V0_BYTES = 2 + SHA2_256_BYTES;
  private static final int MAX_TEXT_CHARACTERS = 300;

  /**
   * {@code bafkqaaa}, the raw block of no bytes as its own hash: the root of a CAR that has no root
   * of its own, since readers in the field refuse an empty list of roots.
   */
  public static final Cid IDENTITY_EMPTY = new Cid(new byte[] {1, 0x55, 0, 0}, 1, Codec.RAW, 0, 0);

  private final byte[] bytes;
  private final int version;
  private final Codec codec;
  private final long hashFunction;
  private final int digestBytes;

  /** Takes the array over. */
  private Cid(byte[] bytes, int version, Codec codec, long hashFunction, int digestBytes) {
    this.bytes = bytes;
    this.version = version;
    this.codec = codec;
    this.hashFunction = hashFunction;
    this.digestBytes = digestBytes;
  }

  /**
   * The CID of a block of that SHA2-256.
   *
   * @param version 0, for dag-pb alone, or 1
   * @param digest 32 bytes, copied
   */
  public static Cid sha256(int version, Codec codec, byte[] digest) {
    if (digest.length != SHA2_256_BYTES) {
      throw new IllegalArgumentException("a SHA2-256 has 32 bytes, not " + digest.length);
    }
    byte[] bytes = sha256Prefix(version, codec);
    System.arraycopy(digest, 0, bytes, bytes.length - SHA2_256_BYTES, SHA2_256_BYTES);
    return new Cid(bytes, version, codec, SHA2_256, SHA2_256_BYTES);
  }

  /** The same of the digest that {@code sha256} has gathered so far, and resets it. */
  static Cid sha256(int version, Codec codec, MessageDigest sha256) {
    byte[] bytes = sha256Prefix(version, codec);
    try {
      sha256.digest(bytes, bytes.length - SHA2_256_BYTES, SHA2_256_BYTES);
    } catch (DigestException e) {
      throw new AssertionError("32 bytes hold a SHA2-256", e);
    }
    return new Cid(bytes, version, codec, SHA2_256, SHA2_256_BYTES);
  }

  private static byte[] sha256Prefix(int version, Codec codec) {
    if (version == 0 && codec.equals(Codec.DAG_PB)) {
      byte[] bytes = new byte[V0_BYTES];
      bytes[0] = (byte) SHA2_256;
      bytes[1] = SHA2_256_BYTES;
      return bytes;
    }
    if (version != 1) {
      throw new IllegalArgumentException("no CID of version " + version + " with codec " + codec);
    }
    byte[] bytes = new byte[1 + BlockBuffer.varintLength(codec.code()) + V0_BYTES];
    bytes[0] = 1;
    int at = BlockBuffer.putVarint(bytes, 1, codec.code());
    bytes[at] = (byte) SHA2_256;
    bytes[at + 1] = SHA2_256_BYTES;
    return bytes;
  }

  /**
   * The CID of a text: {@code Qm...} for version 0, any base of {@link Multibase} for version 1.
   *
   * @throws IllegalArgumentException if the text is no such CID
   */
  public static Cid parse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT_CHARACTERS) {
      throw new IllegalArgumentException("no CID has " + text.length() + " characters");
    }
    try {
      boolean bare = text.length() == 46 && text.startsWith("Qm");
      byte[] bytes = bare ? Multibase.BASE58BTC.bytes(text) : multibase(text);
      Cid cid = decode(bytes, 0);
      if (cid.bytes.length != bytes.length || (cid.version == 0) != bare) {
        throw new IllegalArgumentException("version or length does not fit its text form");
      }
      return cid;
    } catch (IllegalArgumentException | MalformedInputException e) {
      throw new IllegalArgumentException("'" + text + "' is not a CID: " + e.getMessage(), e);
    }
  }

  private static byte[] multibase(String text) {
    return Multibase.of(text.charAt(0))
        .orElseThrow(() -> new IllegalArgumentException("expected Qm... or a letter of multibase"))
        .bytes(text.substring(1));
  }

  /**
   * The CID whose binary form starts at {@code offset}; {@link #lengthBytes()} tells where it ends,
   * and bytes after it are not looked at.
   *
   * @throws MalformedInputException if it is cut short, not canonical, of an unknown version, or
   *     has a digest of more than {@link #MAX_DIGEST_BYTES}
   */
  public static Cid decode(byte[] bytes, int offset) throws MalformedInputException {
    return read(new BlockCursor("CID", 0, bytes, offset, bytes.length));
  }

  /** The CID at the cursor, which is moved behind it. */
  static Cid read(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    if (in.peek() == SHA2_256) {
      return readVersion0(in);
    }
    long version = in.shortestVarint("CID version");
    if (version != 1) {
      throw in.malformed("unknown CID version", start, "0 or 1", Long.toString(version));
    }
    Codec codec = Codec.of(in.shortestVarint("CID codec"));
    long hashFunction = in.shortestVarint("multihash code");
    int lengthAt = in.position();
    long digestBytes = in.shortestVarint("digest length");
    boolean fits = hashFunction != SHA2_256 || digestBytes == SHA2_256_BYTES;
    if (digestBytes > MAX_DIGEST_BYTES || !fits) {
      throw in.malformed(
          "digest length out of range",
          lengthAt,
          hashFunction == SHA2_256 ? "32" : "at most " + MAX_DIGEST_BYTES,
          Long.toString(digestBytes));
    }
    byte[] bytes = in.copyFrom(start, (int) digestBytes, "digest");
    return new Cid(bytes, 1, codec, hashFunction, (int) digestBytes);
  }

  private static Cid readVersion0(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    in.octet("multihash code");
    int digestBytes = in.octet("digest length");
    if (digestBytes != SHA2_256_BYTES) {
      throw in.malformed("digest length out of range", start + 1, "32", digestBytes + "");
    }
    byte[] bytes = in.copyFrom(start, SHA2_256_BYTES, "digest");
    return new Cid(bytes, 0, Codec.DAG_PB, SHA2_256, SHA2_256_BYTES);
  }

  /** 0 or 1. */
  public int version() {
    return version;
  }

  /** How the block is to be read. */
  public Codec codec() {
    return codec;
  }

  /** The multihash code of the hash function, such as {@link #SHA2_256}. */
  public long hashFunction() {
    return hashFunction;
  }

  /** The digest, as a copy: 0 to {@link #MAX_DIGEST_BYTES} bytes. */
  public byte[] digest() {
    return Arrays.copyOfRange(bytes, bytes.length - digestBytes, bytes.length);
  }

  /** The length of the digest: 0 to {@link #MAX_DIGEST_BYTES}. */
  public int digestBytes() {
    return digestBytes;
  }

  /** Copies the digest to {@code target} from {@code offset} on. */
  public void writeDigest(byte[] target, int offset) {
    System.arraycopy(bytes, bytes.length - digestBytes, target, offset, digestBytes);
  }

  /** Hash function, digest length and digest, as a copy: what names the block in a store. */
  public byte[] multihash() {
    int prefixBytes =
        BlockBuffer.varintLength(hashFunction) + BlockBuffer.varintLength(digestBytes);
    return Arrays.copyOfRange(bytes, bytes.length - digestBytes - prefixBytes, bytes.length);
  }

  /** The length of the binary form. */
  public int lengthBytes() {
    return bytes.length;
  }

  /** The binary form, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Copies the binary form to {@code target} from {@code offset} on; returns its length. */
  public int writeTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
    return bytes.length;
  }

  @Override
  public int compareTo(Cid other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /**
   * The text in a base. Version 0 has no other text than {@code Qm...}: in all other bases it is
   * that of version 1, which names the same block.
   */
  public String toString(Multibase base) {
    if (version == 0) {
      return base == Multibase.BASE58BTC ? toString() : base.encode(toVersion1().bytes);
    }
    return base.encode(bytes);
  }

  private Cid toVersion1() {
    return version == 1 ? this : sha256(1, codec, digest());
  }

  /** The canonical text: base58btc for version 0, base32 for version 1. */
  @Override
  public String toString() {
    return version == 0 ? Multibase.BASE58BTC.digits(bytes) : Multibase.BASE32.encode(bytes);
  }
}
