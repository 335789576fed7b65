package org.wikimill.pipeline.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.wikimill.pipeline.delta.Amount;

/**
 * What came of reading every block of a DAG from one node alone.
 *
 * @param has the blocks that the node gave, each hashed
 * @param missing how many it has not
 * @param damaged of how many it gave other bytes
 * @param first the first CIDs of those, in the order of their text
 * @param failure why the node could not be read; null if it answered to the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CopyProof(
    Amount has, long missing, long damaged, List<String> first, String failure) {

  /** Whether the node has all of it. */
  public boolean isFull() {
    return missing == 0 && damaged == 0 && failure == null && has.blocks() > 0;
  }
}
