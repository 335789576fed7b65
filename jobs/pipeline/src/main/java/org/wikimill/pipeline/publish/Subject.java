package org.wikimill.pipeline.publish;

import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * What is published.
 *
 * @param root its root
 * @param name what people call it: the name of pins, and of records
 * @param path where it stands in nodes' mutable file systems, below {@code /wikimill/}
 * @param blocks about how many it has; 0 if that is not known
 * @param build whose CARs hold its blocks; empty if nodes have it from elsewhere
 * @param records the folder in which it is remembered when copies were proven; empty if there is
 *     none
 */
public record Subject(
    Cid root,
    String name,
    String path,
    long blocks,
    Optional<FinishedBuild> build,
    Optional<Store> records) {
  /** The folder of all paths. */
  public static final String FOLDER = "/wikimill/";

  /** What its pins are called. */
  public String pinName() {
    return "wikimill/" + name;
  }
}
