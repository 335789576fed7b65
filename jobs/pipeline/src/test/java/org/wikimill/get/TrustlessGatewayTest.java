package org.wikimill.get;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.ipld.Cid;

/** Blocks of a gateway are hashed before they are believed. */
class TrustlessGatewayTest {
  /** The raw block {@code hello}. */
  private static final Cid HELLO =
      Cid.parse("bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq");

  private static final String PLACE = "/ipfs/" + HELLO + "?format=raw";

  private final WebSite site = new WebSite();

  @AfterEach
  void stop() {
    site.close();
  }

  private TrustlessGateway gateway() {
    HttpLimits limits =
        new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, Duration.ZERO);
    ZonedDateTime now = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    Http http = new Http("wikimill/test", Map.of(), limits, time -> {}, () -> now);
    return new TrustlessGateway(http, site.url("").toString());
  }

  @Test
  void aBlockIsAskedForAsSuch() throws IOException {
    site.on(
        PLACE,
        exchange -> {
          assertThat(exchange.getRequestURI().getQuery()).isEqualTo("format=raw");
          assertThat(exchange.getRequestHeaders().getFirst("Accept"))
              .isEqualTo("application/vnd.ipld.raw");
          WebSite.sendFile(exchange, "hello".getBytes(UTF_8), 5, false);
        });
    assertThat(gateway().block(HELLO)).asString().isEqualTo("hello");
  }

  @Test
  void otherBytesAreRefused() {
    site.file(PLACE, "hullo");
    assertThatThrownBy(() -> gateway().block(HELLO))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("block does not hash to its CID: " + site.url(PLACE));
  }

  @Test
  void aBlockThatIsNotThereAndAGatewayThatFailsAreTwoThings() {
    site.status(PLACE, 404, "X", "y");
    assertThatThrownBy(() -> gateway().block(HELLO)).isInstanceOf(MissingBlockException.class);
    site.status(PLACE, 504, "X", "y");
    assertThatThrownBy(() -> gateway().block(HELLO))
        .isInstanceOf(GetException.class)
        .hasMessageContaining("answers 504");
  }

  @Test
  void whatCannotBeHashedIsNotBelieved() {
    site.file("/ipfs/bafkqaaa?format=raw", "");
    assertThatThrownBy(() -> gateway().block(Cid.IDENTITY_EMPTY))
        .hasMessageContaining("block cannot be verified");
  }
}
