package org.wikimill.get;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names, as other programs take them: {@code https_proxy}, {@code
 * http_proxy}, {@code all_proxy}, and {@code no_proxy} for hosts that are asked directly, as this
 * machine always is; in lower or upper case. Of {@code http_proxy} the name in lower case alone
 * counts.
 */
final class EnvironmentProxies extends ProxySelector {
  private static final int DEFAULT_PORT = 3128;

  private final Map<String, String> environment;

  /**
   * @throws IllegalArgumentException if a variable names no proxy, or one with a password, which
   *     the JDK's client does not send through tunnels
   */
  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    variable("https_proxy").ifPresent(EnvironmentProxies::proxy);
    variable("http_proxy").ifPresent(EnvironmentProxies::proxy);
    variable("all_proxy").ifPresent(EnvironmentProxies::proxy);
  }

  @Override
  public List<Proxy> select(URI uri) {
    Optional<String> named = variable(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    return named
        .or(() -> variable("all_proxy"))
        .filter(proxy -> !isDirect(uri.getHost()))
        .map(proxy -> List.of(proxy(proxy)))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    // The request fails as well, and says so.
  }

  private boolean isDirect(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.equals("localhost") || lower.startsWith("127.") || lower.equals("[::1]")) {
      return true;
    }
    for (String word : variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
      String suffix = word.strip().replaceFirst("^\\*?\\.", "");
      if (suffix.equals("*")
          || (!suffix.isEmpty() && (lower.equals(suffix) || lower.endsWith("." + suffix)))) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> variable(String name) {
    String value = environment.get(name);
    if (value == null && !name.equals("http_proxy")) { // as CGI programs get it from any client
      value = environment.get(name.toUpperCase(Locale.ROOT));
    }
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  private static Proxy proxy(String text) {
    URI uri = Addresses.parse(text.contains("://") ? text : "http://" + text);
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("a proxy with a password is not supported");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
  }
}
