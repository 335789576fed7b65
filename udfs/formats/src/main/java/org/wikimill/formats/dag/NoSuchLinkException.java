package org.wikimill.formats.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.wikimill.formats.ipld.Cid;

/** A path that asks a node for a name that it does not link. */
public final class NoSuchLinkException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param name in bytes
   * @param node what was asked
   */
  public NoSuchLinkException(byte[] name, Cid node) {
    super("no link named \"" + new String(name, StandardCharsets.UTF_8) + "\" under " + node);
  }
}
