package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.wikimill.formats.ipld.Cid;

/** What a node tells the network that it has. */
public final class KuboProvide {
  private final KuboHttp http;

  KuboProvide(KuboHttp http) {
    this.http = http;
  }

  /** Announces one block, now, whatever the node's strategy announces later. */
  public void once(Cid cid) throws IOException {
    http.lines(Call.of("provide/once").arg(cid), KuboClient.MAX_LINE_BYTES, queued -> {});
  }

  /** How far its announcements are, in Kubo's words. */
  public JsonNode stat() throws IOException {
    return http.json(Call.of("provide/stat"), KuboClient.MAX_JSON_BYTES);
  }
}
