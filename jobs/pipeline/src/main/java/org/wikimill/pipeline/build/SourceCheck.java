package org.wikimill.pipeline.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sums.ExpectedSums;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.source.DumpFile;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.ZimPlan;

/** The one serial pass over the sources, beside the build: their sums. */
final class SourceCheck implements Closeable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread t = new Thread(task, "source check");
            t.setDaemon(true);
            return t;
          });
  private final Future<List<SourceSums>> sums;

  private SourceCheck(List<Source> sources, boolean verify) {
    sums = thread.submit(() -> read(sources, verify));
  }

  static SourceCheck start(List<Source> sources, boolean verify) {
    return new SourceCheck(sources, verify);
  }

  /** The sums of all sources, in their order. */
  List<SourceSums> await() throws IOException, InterruptedException {
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

  private static List<SourceSums> read(List<Source> sources, boolean verify) throws IOException {
    List<SourceSums> sums = new ArrayList<>();
    for (Source source : sources) {
      sums.add(verify ? read(source) : SourceSums.SKIPPED);
    }
    return sums;
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
