package org.wikimill.pipeline.sides;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.VerifiedBlock;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;

/**
 * Blocks that a node itself has: it asks nobody else for them.
 *
 * @param node the node
 */
public record NodePlace(NodeAddress node) implements BlockPlace {
  /** Inner nodes, to which the reading of a file comes back for each leaf. */
  private static final int NODES_KEPT = 32;

  @Override
  public String location() {
    return node.toString();
  }

  @Override
  public Opened open() throws IOException {
    return new Blocks(new KuboClient(node));
  }

  private static final class Blocks implements Opened {
    private final KuboClient client;
    private final Map<Cid, byte[]> kept =
        new LinkedHashMap<>(NODES_KEPT, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Cid, byte[]> eldest) {
            return size() > NODES_KEPT;
          }
        };

    Blocks(KuboClient client) {
      this.client = client;
    }

    @Override
    public synchronized byte[] block(Cid cid) throws IOException {
      if (cid.hashFunction() == Cid.IDENTITY) {
        return cid.digest();
      }
      byte[] known = kept.get(cid);
      if (known != null) {
        return known;
      }
      byte[] block =
          VerifiedBlock.of(
              cid,
              ask(cid).orElseThrow(() -> new MissingBlockException(cid)),
              client.node().toString());
      if (cid.codec().equals(Codec.DAG_PB)) {
        kept.put(cid, block);
      }
      return block;
    }

    private Optional<byte[]> ask(Cid cid) throws IOException {
      try {
        return client.block(cid);
      } catch (NodeException e) {
        if (e.kind() != Kind.FAILED && e.kind() != Kind.MALFORMED) {
          throw e;
        }
        // It answers, but not with this block: what it has there, it cannot read itself.
        MalformedInputException damaged =
            new MalformedInputException(
                "block cannot be read", client.node().toString(), -1, cid.toString(), e.detail());
        damaged.initCause(e);
        throw damaged;
      }
    }

    /** A node tells no numbers. */
    @Override
    public OptionalLong number(Cid cid) {
      return OptionalLong.empty();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
