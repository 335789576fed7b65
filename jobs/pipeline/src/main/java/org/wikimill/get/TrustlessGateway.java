package org.wikimill.get;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.ipld.Cid;

/**
 * An IPFS gateway that is asked for single blocks and not trusted: each is hashed here.
 *
 * <p>Refuses CIDs of other hash functions than SHA2-256.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless Gateway</a>
 */
public final class TrustlessGateway implements BlockSource {
  private static final Map<String, String> RAW = Map.of("Accept", "application/vnd.ipld.raw");

  private final Http http;
  private final URI url;

  /**
   * @param url of the gateway, without {@code /ipfs/}
   * @throws IllegalArgumentException if it is no URL of the web
   */
  public TrustlessGateway(Http http, String url) {
    this.http = http;
    this.url = Addresses.parse(url.endsWith("/") ? url : url + "/");
  }

  /**
   * @throws GetException if the gateway does not answer
   */
  @Override
  public byte[] block(Cid cid) throws IOException {
    URI place = url.resolve("ipfs/" + cid + "?format=raw");
    if (cid.hashFunction() != Cid.SHA2_256) {
      throw new MalformedInputException(
          "block cannot be verified", place.toString(), -1, "a CID of SHA2-256", cid.toString());
    }
    byte[] block = http.read(place, RAW).orElseThrow(() -> new MissingBlockException(cid));
    if (!MessageDigest.isEqual(sha256().digest(block), cid.digest())) {
      throw new MalformedInputException(
          "block does not hash to its CID", place.toString(), -1, cid.toString(), "other bytes");
    }
    return block;
  }

  /** A gateway has no order of blocks. */
  @Override
  public OptionalLong number(Cid cid) {
    return OptionalLong.empty();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
