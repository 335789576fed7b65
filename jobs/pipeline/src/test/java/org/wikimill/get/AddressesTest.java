package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs are asked, through what, and what names their files get. */
class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "https://h.invalid/d/a.zim, a.zim",
    "https://h.invalid/d/a%20b%2B+c.zim?x=/y, a b++c.zim",
    "https://h.invalid/d/%E3%81%82.zim, あ.zim",
  })
  void aFileIsCalledAsItsUrlEnds(URI uri, String name) {
    assertThat(Addresses.fileName(uri)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h.invalid",
        "https://h.invalid/",
        "https://h.invalid/d/..",
        "https://h.invalid/%2e%2e",
        "https://h.invalid/..%2F..%2Fetc%2Fpasswd",
        "https://h.invalid/%2Fetc%2Fpasswd",
        "https://h.invalid/a%00.zim",
        "https://h.invalid/a%0Ab.zim",
        "https://h.invalid/c%3A%5Ca.zim",
        "https://h.invalid/.profile",
        "https://h.invalid/-rf",
      })
  void namesThatLeadOutOfTheFolderOrHideAreRefused(URI uri) {
    assertThat(Addresses.fileName(uri)).isEmpty();
  }

  @Test
  void namesAreNoLongerThanFileSystemsTake() {
    assertThat(Addresses.isSafeName("a".repeat(200))).isTrue();
    assertThat(Addresses.isSafeName("a".repeat(201))).isFalse();
    assertThat(Addresses.isSafeName("あ".repeat(67))).isFalse();
  }

  @Test
  void nothingLeadsFromHttpsToHttp() {
    URI secure = URI.create("https://h.invalid/d/a");
    assertThat(Addresses.follow(secure, "http://h.invalid/a")).isEmpty();
    assertThat(Addresses.follow(secure, "//i.invalid/b"))
        .contains(URI.create("https://i.invalid/b"));
    assertThat(Addresses.follow(secure, "c?d")).contains(URI.create("https://h.invalid/d/c?d"));
    assertThat(Addresses.follow(URI.create("http://h.invalid/"), "https://h.invalid/a"))
        .isPresent();
    assertThat(Addresses.follow(secure, "a b")).isEmpty();
  }

  @Test
  void theEnvironmentNamesProxies() {
    Map<String, String> environment =
        Map.of(
            "HTTPS_PROXY", "http://p.invalid:8080",
            "http_proxy", "q.invalid",
            "no_proxy", "localhost, .wikimedia.org");
    EnvironmentProxies proxies = new EnvironmentProxies(environment);
    assertThat(proxies.select(URI.create("https://kiwix.org/")))
        .containsExactly(proxy("p.invalid", 8080));
    assertThat(proxies.select(URI.create("http://kiwix.org/")))
        .containsExactly(proxy("q.invalid", 3128));
    assertThat(proxies.select(URI.create("https://dumps.wikimedia.org/")))
        .containsExactly(Proxy.NO_PROXY);
    assertThat(proxies.select(URI.create("https://nowikimedia.org/")))
        .doesNotContain(Proxy.NO_PROXY);
    assertThat(
            new EnvironmentProxies(Map.of("HTTP_PROXY", "evil.invalid"))
                .select(URI.create("http://kiwix.org/")))
        .containsExactly(Proxy.NO_PROXY);
    assertThat(
            new EnvironmentProxies(Map.of("all_proxy", "q.invalid:1", "no_proxy", "*"))
                .select(URI.create("http://kiwix.org/")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://p.invalid:1", "http://user:secret@p.invalid", "http://"})
  void aProxyThatCannotBeUsedIsRefusedAtOnce(String proxy) {
    assertThatThrownBy(() -> new EnvironmentProxies(Map.of("https_proxy", proxy)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static Proxy proxy(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }
}
