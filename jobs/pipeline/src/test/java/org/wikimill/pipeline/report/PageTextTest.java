package org.wikimill.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and links as pages show them. */
class PageTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "10240, 10.0 KiB",
    "1048576, 1.00 MiB",
    "333000000000, 310 GiB",
    "9223372036854775807, 8.00 EiB"
  })
  void bytesAreToldInTheLargestUnit(long bytes, String told) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "59.9, 59.9 s",
    "60, 1 min 0 s",
    "3599.4, 59 min 59 s",
    "7300, 2 h 1 min"
  })
  void timeIsToldInUnitsThatSuitIt(double seconds, String told) {
    assertThat(Amounts.seconds(seconds)).isEqualTo(told);
  }

  @Test
  void aShareOfNothingIsNothing() {
    assertThat(Amounts.share(1, 3)).isEqualTo("33.3 %");
    assertThat(Amounts.share(0, 0)).isEmpty();
  }

  @Test
  void linksLeadBelowTheRootWhateverThePathIs() {
    Preview preview = Preview.at("https://gateway.example:8443/at/");
    assertThat(preview.url("bafy", "wiki/What is \"this\"?#é"))
        .isEqualTo(
            "https://gateway.example:8443/at/ipfs/bafy/wiki/What%20is%20%22this%22%3F%23%C3%A9");
    assertThat(preview.url("bafy", "")).endsWith("/ipfs/bafy/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc",
        "127.0.0.1:8080",
        "http:///x",
        "http://h/?q",
        "http://h/#f",
        "h t"
      })
  void whatIsNoGatewayIsRefused(String url) {
    assertThatThrownBy(() -> Preview.at(url)).isInstanceOf(IllegalArgumentException.class);
  }
}
