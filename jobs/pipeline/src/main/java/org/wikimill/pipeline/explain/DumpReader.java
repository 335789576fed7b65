package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.pipeline.explain.Explanation.Reading;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPlan.Depth;

/**
 * Finds pages of the dump that a build was made of. They have no places in it: its ranges are read,
 * one a core, up to the page.
 */
final class DumpReader {
  private final DumpPlan plan;

  DumpReader(DumpPlan plan) {
    this.plan = plan;
  }

  /**
   * Reads the page behind a file.
   *
   * @param row of a file that has a page
   * @param likely ranges that are read before the others
   * @param broken takes a line if there is no such page
   */
  Reading read(FileRow row, Set<Integer> likely, List<String> broken) throws IOException {
    Optional<Reading> found = search(row, List.copyOf(likely));
    if (found.isEmpty()) {
      List<Integer> others =
          IntStream.range(0, plan.ranges()).filter(r -> !likely.contains(r)).boxed().toList();
      found = search(row, others);
    }
    if (found.isEmpty()) {
      broken.add(
          String.format(
              Locale.ROOT,
              "%s: no page %d, revision %d, of SHA-256 %s in %s",
              TreePath.shown(row.path()),
              row.pageId(),
              row.revisionId(),
              HexFormat.of().formatHex(row.sourceSha256()),
              plan.location()));
    }
    return found.orElseGet(() -> Reading.none("the dump has no such page"));
  }

  /** The page in the first of these ranges that has it. */
  private Optional<Reading> search(FileRow row, List<Integer> ranges) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    AtomicBoolean ended = new AtomicBoolean();
    try {
      List<Future<Optional<Reading>>> searches =
          ranges.stream().map(range -> threads.submit(() -> search(row, range, ended))).toList();
      for (Future<Optional<Reading>> search : searches) {
        if (search.get().isPresent()) {
          return search.get();
        }
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + plan.location() + " was searched");
    } finally {
      ended.set(true);
      threads.shutdown();
    }
  }

  private Optional<Reading> search(FileRow row, int range, AtomicBoolean ended) throws IOException {
    try (PageCursor pages = plan.open(range, Depth.ALL)) {
      while (!ended.get() && pages.next()) {
        Optional<Reading> found = reading(row, pages.page());
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (MalformedInputException e) {
      if (!plan.mayEnd(e)) {
        throw e;
      }
    }
    return Optional.empty();
  }

  private static Optional<Reading> reading(FileRow row, DumpPage page) {
    if (page.id() != row.pageId() || page.revisionId() != row.revisionId()) {
      return Optional.empty();
    }
    return page.source()
        .map(source -> source.getBytes(UTF_8))
        .filter(bytes -> Arrays.equals(Digests.sha256().digest(bytes), row.sourceSha256()))
        .map(
            bytes -> {
              String sha256 = HexFormat.of().formatHex(row.sourceSha256());
              return new Reading(
                  null, page.title(), (long) bytes.length, sha256, null, List.of(), 0);
            });
  }
}
