package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.pipeline.rows.GeneratedPart;
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
  public void make(JavaSparkContext spark, Output output, List<MadeFile> files) throws IOException {
    spark.setCallSite(stage + ": make " + files.size() + " files");
    MadePart part = this;
    spark
        .parallelize(files, 1)
        .foreachPartition(made -> output.delivery().attempt(() -> part.write(output, made)));
    output.delivery().check();
  }

  private void write(Output output, Iterator<MadeFile> files) throws IOException {
    String car = String.format(Locale.ROOT, "car/%s-00000.car", stage);
    try (GeneratedPart part = new GeneratedPart(output, rowFile(), car, number)) {
      while (files.hasNext()) {
        MadeFile file = files.next();
        part.add(file.place(), file.mime(), file.content());
      }
      part.commit();
    }
  }
}
