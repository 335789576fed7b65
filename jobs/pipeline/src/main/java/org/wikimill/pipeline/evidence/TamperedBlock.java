package org.wikimill.pipeline.evidence;

import java.io.Serializable;
import java.util.List;

/**
 * A stored block whose bytes do not hash to its CID.
 *
 * @param cid what its section in the CAR calls it
 * @param shard the CAR, relative to the build's folder
 * @param offset the first of its bytes in that file
 * @param lengthBytes how many bytes it has
 * @param roots the CIDs of the files and directories that it is a part of, sorted; none if nothing
 *     in the build links it
 */
public record TamperedBlock(
    String cid, String shard, long offset, int lengthBytes, List<String> roots)
    implements Serializable {

  TamperedBlock of(List<String> found) {
    return new TamperedBlock(cid, shard, offset, lengthBytes, found);
  }
}
