package org.wikimill.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsLinkTest {
  private static final String ROOT = "bafybeiaysi4s6lnjev27ln5icwm6tueaw2vdykrtjkwiphwekaywqhcjze";

  @ParameterizedTest
  @CsvSource({
    "tr.example.org, _dnslink.tr.example.org.",
    "TR.Example.Org., _dnslink.tr.example.org.",
    "зерно.example, _dnslink.xn--e1adtei.example.",
    "a_b.example, _dnslink.a_b.example.",
  })
  void aDomainOfAnyScriptAndCaseHasOneOwner(String domain, String owner) {
    assertThat(DnsLink.of(domain, ROOT).owner()).isEqualTo(owner);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "localhost",
        "a..b",
        "-a.example",
        "a b.example",
        "a\nb.example",
        "a;.example",
        "\"a\".example",
        "a\\.example",
        "_dnslink.example.org",
        "1234567890123456789012345678901234567890123456789012345678901234.example",
      })
  void whatIsNoDomainIsRefused(String domain) {
    assertThatThrownBy(() -> DnsLink.of(domain, ROOT)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestNameThatTheDnsHasIsTakenAndNoLonger() {
    String labels = ("a".repeat(62) + ".").repeat(3);
    String longest = labels + "b".repeat(253 - "_dnslink.".length() - labels.length());
    assertThat(DnsLink.of(longest, ROOT).owner()).hasSize(254);
    assertThatThrownBy(() -> DnsLink.of(longest + "b", ROOT)).hasMessageContaining("is no domain");
  }

  @ParameterizedTest
  @CsvSource({
    ROOT + ", /ipfs/" + ROOT,
    "/ipfs/" + ROOT + ", /ipfs/" + ROOT,
    "QmT5NvUtoM5nWFfrQdVrFtvGfKFmG7AHE8P34isapyhCxX, /ipfs/QmT5NvUtoM5nWFfrQdVrFtvGfKFmG7AHE8P34isapyhCxX",
    "/ipns/k51qzi5uqu5dh9ecr, /ipns/k51qzi5uqu5dh9ecr",
    "/ipns/en.example.org, /ipns/en.example.org",
  })
  void aPathIsThatOfACidOrOfAKey(String path, String canonical) {
    DnsLink link = DnsLink.of("example.org", path);
    assertThat(link.path()).isEqualTo(canonical);
    assertThat(link.value()).isEqualTo("dnslink=" + canonical);
    assertThat(DnsLink.path(link.value())).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/ipfs/", "/ipfs/x", "/ipns/", "/ipns/a b", "/ipns/\"", "/x/" + ROOT})
  void aPathThatLeadsNowhereIsRefused(String path) {
    assertThatThrownBy(() -> DnsLink.of("example.org", path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textsOfOthersAreNoLinks() {
    assertThat(DnsLink.path("v=spf1 -all")).isEmpty();
    assertThat(DnsLink.path("dnslink=/hyper/1")).isEmpty();
  }
}
