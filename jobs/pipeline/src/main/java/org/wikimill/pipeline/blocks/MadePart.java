package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;

/**
 * A partition of few and small files that the build makes.
 *
 * @param stage the stage that makes them, which has no other partition
 * @param number the partition's number among all that have blocks
 */
public record MadePart(String stage, int number) implements Serializable {

  /** The row file that commits the partition. */
  public String rowFile() {
    return Output.rowFile(stage, 0);
  }

  /** Makes the files in one task. */
  public void make(JavaSparkContext spark, Output output, List<MadeFile> files) {
    spark.setCallSite(stage + ": make " + files.size() + " files");
    MadePart part = this;
    spark.parallelize(files, 1).foreachPartition(made -> part.write(output, made));
  }

  private void write(Output output, Iterator<MadeFile> files) throws IOException {
    String car = String.format(Locale.ROOT, "car/%s-00000.car", stage);
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), rowFile());
        ShardSink sink = output.sink(car, number, Cid.IDENTITY_EMPTY)) {
      ShardRows index = new ShardRows(UnaryOperator.identity(), rows, null);
      FileBuilder builder = new FileBuilder(output.profile(), sink);
      Counts counts = Counts.NONE;
      while (files.hasNext()) {
        MadeFile file = files.next();
        index.made(file, builder.build(file.content(), 0, file.content().length));
        counts = counts.withGenerated(1, file.content().length);
      }
      index.commit(sink, counts);
    }
  }
}
