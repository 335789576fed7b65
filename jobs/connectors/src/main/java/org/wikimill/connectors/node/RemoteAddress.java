package org.wikimill.connectors.node;

/**
 * Where a remote that pins for others answers, and what it speaks.
 *
 * @param address the URL below which {@code /pins} stands, and how it is spoken to
 */
public record RemoteAddress(NodeAddress address, Api api) {
  /** What a remote speaks. */
  public enum Api {
    /** The IPFS Pinning Service API. */
    SERVICE,
    /** The REST API of ipfs-cluster. */
    CLUSTER
  }

  public String name() {
    return address.name();
  }

  /** A client of it, which asks nothing yet. */
  public RemotePinner open() throws NodeException {
    KuboHttp http = new KuboHttp(address, System.getenv());
    return switch (api) {
      case SERVICE -> new PinningService(http);
      case CLUSTER -> new PinningCluster(http);
    };
  }
}
