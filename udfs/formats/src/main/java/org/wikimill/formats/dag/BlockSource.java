package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.OptionalLong;
import org.wikimill.formats.ipld.Cid;

/** Where blocks come from, each verified against its CID. For use by many threads at once. */
public interface BlockSource {
  /**
   * The bytes of a block, which must not be changed: the array may be shared.
   *
   * @throws MissingBlockException if there is no such block
   * @throws org.wikimill.formats.bytes.MalformedInputException if what is stored in its place does
   *     not hash to the CID
   */
  byte[] block(Cid cid) throws IOException;

  /** The number of a block among all of the source, from 0 on; empty if it is not there. */
  OptionalLong number(Cid cid) throws IOException;
}
