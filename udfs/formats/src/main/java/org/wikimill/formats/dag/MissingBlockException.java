package org.wikimill.formats.dag;

import java.io.IOException;
import org.wikimill.formats.ipld.Cid;

/** A block that is wanted and that the source does not have. */
public final class MissingBlockException extends IOException {
  private static final long serialVersionUID = 1L;

  public MissingBlockException(Cid cid) {
    super("no block " + cid);
  }
}
