package org.wikimill.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.Multibase;

/** CIDs, as static methods that generated code calls. */
public final class CidFunctions {
  private CidFunctions() {}

  /** The CID of the bytes as one raw block: CIDv1, base32. */
  public static UTF8String cidV1(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return UTF8String.fromString(Cid.sha256(1, Codec.RAW, digest).toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The CID of the bytes as a UnixFS file, by the default profile. */
  public static UTF8String unixfsCid(byte[] bytes) {
    return unixfsCid(bytes, UTF8String.fromString(CidProfile.names().get(0)));
  }

  /**
   * The CID of the bytes as a UnixFS file, by a named profile.
   *
   * @throws ArgumentException if there is no such profile
   */
  public static UTF8String unixfsCid(byte[] bytes, UTF8String profile) {
    CidProfile settings = ArgumentException.named(profile, CidProfile::named);
    FileBuilder builder = new FileBuilder(settings, BlockSink.NONE);
    try {
      return UTF8String.fromString(builder.build(bytes, 0, bytes.length).cid().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a CID says: version, codec, hash function, digest; null of what is no CID. */
  public static InternalRow parse(UTF8String text) {
    Cid cid = cid(text);
    if (cid == null) {
      return null;
    }
    return new GenericInternalRow(
        new Object[] {
          cid.version(),
          UTF8String.fromString(cid.codec().toString()),
          UTF8String.fromString(hashName(cid.hashFunction())),
          cid.digest()
        });
  }

  /**
   * The CID in another base; null of what is no CID.
   *
   * @throws ArgumentException if there is no such base
   */
  public static UTF8String inBase(UTF8String text, UTF8String base) {
    Multibase chosen = ArgumentException.named(base, Multibase::named);
    Cid cid = cid(text);
    return cid == null ? null : UTF8String.fromString(cid.toString(chosen));
  }

  private static Cid cid(UTF8String text) {
    try {
      return Cid.parse(text.toString());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The name in the table of multicodecs, of those that blocks and keys are met with. */
  private static String hashName(long code) {
    if (code == Cid.SHA2_256) {
      return "sha2-256";
    }
    if (code == Cid.IDENTITY) {
      return "identity";
    }
    return "0x" + Long.toString(code, 16).toLowerCase(Locale.ROOT);
  }
}
