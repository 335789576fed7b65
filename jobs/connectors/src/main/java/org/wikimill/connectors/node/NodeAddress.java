package org.wikimill.connectors.node;

import java.io.Serializable;
import java.net.URI;
import java.util.Optional;

/**
 * A node: where it answers, and how it is spoken to. Holds no secret.
 *
 * @param name for messages, unique among the nodes of a command
 * @param rpc the URL of its RPC, without {@code /api/v0}: http or https, no user, no query
 * @param credentials where the secret is that it wants to hear
 * @param caFile certificates (PEM) of who may vouch for it; null for those that Java trusts
 * @param failureDomain what fails together with it: copies in one domain count once
 * @param timeouts how long it may keep a call waiting
 */
public record NodeAddress(
    String name,
    URI rpc,
    Credentials credentials,
    String caFile,
    String failureDomain,
    NodeTimeouts timeouts)
    implements Serializable {

  /** Refuses what is no address, with a reason. */
  public NodeAddress {
    rpc = checked(rpc);
    if (credentials.areGiven() && rpc.getScheme().equals("http") && !isLoopback(rpc.getHost())) {
      throw new IllegalArgumentException(
          "node " + name + ": credentials would cross the network in the clear: use https");
    }
    if (caFile != null && rpc.getScheme().equals("http")) {
      throw new IllegalArgumentException("node " + name + ": a ca_file is for https");
    }
  }

  /** A node that wants no credentials; host and port name it, and are its failure domain. */
  public static NodeAddress of(String url) {
    URI rpc = parse(url);
    String name = rpc.getRawAuthority();
    return new NodeAddress(name, rpc, Credentials.NONE, null, name, NodeTimeouts.DEFAULT);
  }

  /** The URL of a text that a user wrote; a message never repeats a password in it. */
  static URI parse(String url) {
    try {
      return checked(URI.create(url.strip()));
    } catch (IllegalArgumentException e) {
      boolean may = url.indexOf('@') >= 0;
      throw new IllegalArgumentException(
          "not the URL of a node's RPC: "
              + (may ? "credentials belong into a file or a variable, not into the URL" : url),
          e);
    }
  }

  /** Whose word is taken for it, if not that of those whom Java trusts. */
  public Optional<String> trusted() {
    return Optional.ofNullable(caFile);
  }

  /** The URL of a call; one that begins with a slash stands beside the RPC, not below it. */
  URI call(String pathAndQuery) {
    return URI.create(rpc + (pathAndQuery.startsWith("/") ? "" : "/api/v0/") + pathAndQuery);
  }

  private static URI checked(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean plain =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    if (!web || !plain || url.getHost() == null) {
      throw new IllegalArgumentException("expected http(s)://HOST:PORT");
    }
    String text = url.toString().replaceFirst("/+$", "");
    return URI.create(text);
  }

  /** By name alone: nothing is asked of the network. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  @Override
  public String toString() {
    return name + " (" + rpc + ")";
  }
}
