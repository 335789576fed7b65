package org.wikimill.pipeline.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.source.SourcePlan;

/** The one serial pass over the source, beside the build: its sums. */
final class SourceCheck implements Closeable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread t = new Thread(task, "source check");
            t.setDaemon(true);
            return t;
          });
  private final Future<SourceSums> sums;

  private SourceCheck(SourcePlan source, boolean verify) {
    sums = thread.submit(() -> verify ? read(source) : SourceSums.SKIPPED);
  }

  static SourceCheck start(SourcePlan source, boolean verify) {
    return new SourceCheck(source, verify);
  }

  SourceSums await() throws IOException, InterruptedException {
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

  private static SourceSums read(SourcePlan source) throws IOException {
    try (ZimArchive archive = source.open()) {
      return SourceSums.of(archive);
    }
  }
}
