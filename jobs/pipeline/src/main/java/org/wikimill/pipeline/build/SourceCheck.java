package org.wikimill.pipeline.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sums.ExpectedSums;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.source.DumpFile;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceInputs;
import org.wikimill.pipeline.source.ZimPlan;

/**
 * The one serial pass over the sources and what tables are made of, beside the build: their sums.
 */
final class SourceCheck implements Closeable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread t = new Thread(task, "source check");
            t.setDaemon(true);
            return t;
          });
  private final Future<Sums> sums;

  /**
   * What was read.
   *
   * @param sources the sums of all sources, in their order
   * @param tables those of the files that tables are made of, in their order
   */
  record Sums(List<SourceSums> sources, List<SourceSums> tables) {}

  private SourceCheck(BuildPlan plan, boolean verify) {
    sums = thread.submit(() -> read(plan, verify));
  }

  static SourceCheck start(BuildPlan plan, boolean verify) {
    return new SourceCheck(plan, verify);
  }

  /** The sums of all that is built. */
  Sums await() throws IOException, InterruptedException {
    try {
      return sums.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Sums read(BuildPlan plan, boolean verify) throws IOException {
    List<SourceSums> sources = new ArrayList<>();
    for (Source source : plan.sources()) {
      sources.add(verify ? read(source) : SourceSums.SKIPPED);
    }
    List<SourceSums> tables = new ArrayList<>();
    for (TableInputs.Input input : plan.tables().files()) {
      HadoopSettings hadoop = plan.tables().sql().hadoop();
      tables.add(verify ? read(input.file(), hadoop) : SourceSums.SKIPPED);
    }
    return new Sums(List.copyOf(sources), List.copyOf(tables));
  }

  private static SourceSums read(DumpFile file, HadoopSettings hadoop) throws IOException {
    ExpectedSums expected = DumpPlan.sumsBeside(file.location(), hadoop);
    SourceSums.Reading reading = new SourceSums.Reading(1);
    try (PositionedInput input = SourceInputs.open(file.location(), hadoop)) {
      reading.add(input, expected.of(file.name()));
    }
    return reading.sums();
  }

  private static SourceSums read(Source source) throws IOException {
    if (source.plan() instanceof ZimPlan zim) {
      try (ZimArchive archive = zim.open()) {
        return SourceSums.of(archive);
      }
    }
    DumpPlan plan = (DumpPlan) source.plan();
    ExpectedSums expected = plan.expectedSums();
    SourceSums.Reading reading = new SourceSums.Reading(plan.files().size());
    for (DumpFile file : plan.files()) {
      try (PositionedInput input = plan.open(file)) {
        reading.add(input, expected.of(file.name()));
      }
    }
    return reading.sums();
  }
}
