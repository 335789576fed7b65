package org.wikimill.get;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.VerifiedBlock;
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
    byte[] block = http.read(place, RAW).orElseThrow(() -> new MissingBlockException(cid));
    return VerifiedBlock.of(cid, block, place.toString());
  }

  /** A gateway has no order of blocks. */
  @Override
  public OptionalLong number(Cid cid) {
    return OptionalLong.empty();
  }
}
