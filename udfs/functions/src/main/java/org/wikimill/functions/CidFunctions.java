package org.wikimill.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.FileBuilder;

/**
 * CIDs of values, as static methods that generated code calls. Null gives null, by Spark's rule.
 */
public final class CidFunctions {
  private CidFunctions() {}

  /**
   * The CID of the bytes as one raw block: CIDv1, base32.
   *
   * <p>{@code SELECT cid_v1(CAST('hello' AS BINARY))} gives {@code
   * bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq}.
   */
  public static UTF8String cidV1(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return UTF8String.fromString(Cid.sha256(1, Codec.RAW, digest).toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The CID of the bytes as a UnixFS file, by the default profile.
   *
   * <p>{@code SELECT path, unixfs_cid(content) FROM archive}
   */
  public static UTF8String unixfsCid(byte[] bytes) {
    return unixfsCid(bytes, UTF8String.fromString(CidProfile.names().get(0)));
  }

  /**
   * The CID of the bytes as a UnixFS file, by a named profile.
   *
   * <p>{@code SELECT unixfs_cid(content, 'kubo-0.40') FROM archive}
   *
   * @throws IllegalArgumentException if there is no such profile
   */
  public static UTF8String unixfsCid(byte[] bytes, UTF8String profile) {
    FileBuilder builder = new FileBuilder(CidProfile.named(profile.toString()), BlockSink.NONE);
    try {
      return UTF8String.fromString(builder.build(bytes, 0, bytes.length).cid().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
