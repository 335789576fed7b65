package org.wikimill.pipeline.links;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.HashBatches;
import org.wikimill.pipeline.rows.HashCounts;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/** Counts the links of one bucket of places that lead nowhere. */
final class BrokenLinks {
  static final String STAGE = "links";

  private final HashCounts answering = new HashCounts();
  private final HashCounts broken = new HashCounts();
  private long references;

  private BrokenLinks() {}

  /** Takes the batches of a bucket, sorted by {@link BucketKey}, and commits. */
  static void run(Output output, int bucket, Iterator<Tuple2<byte[], byte[]>> batches)
      throws IOException {
    BrokenLinks links = new BrokenLinks();
    while (batches.hasNext()) {
      Tuple2<byte[], byte[]> row = batches.next();
      switch (BucketKey.side(row._1)) {
        case ANSWERING -> HashBatches.read(row._2, links.answering::add);
        case ASKED -> HashBatches.read(row._2, links::asked);
      }
    }
    LinkCounts counts = new LinkCounts(0, 0, links.references, links.broken.size());
    String name = Output.rowFile(STAGE, bucket);
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), name)) {
      rows.commit(
          new PartSummary(List.of(), Counts.ofLinks(counts), 0, new PathSample(), List.of())
              .encode());
    }
  }

  private void asked(long hash, long times) {
    if (!answering.contains(hash)) {
      broken.add(hash, times);
      references += times;
    }
  }
}
