package org.wikimill.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.wikimill.get.DownloadListener;

/**
 * Tells on stderr how far downloads are: a bar for each on a terminal, plain lines elsewhere,
 * nothing if asked to be quiet.
 */
final class GetProgress implements DownloadListener, AutoCloseable {
  private static final long LINE_EVERY_NANOS = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal = Progress.onTerminal();
  private final long started = System.nanoTime();
  private final TreeMap<String, ProgressBar> bars = new TreeMap<>();
  private final TreeMap<String, Long> lastLines = new TreeMap<>();

  GetProgress(CommonOptions common, PrintWriter err) {
    this.err = err;
    this.quiet = common.quiet();
  }

  @Override
  public synchronized void bytes(String file, long bytes, OptionalLong ofBytes) {
    if (quiet) {
      return;
    }
    boolean whole = ofBytes.isPresent() && bytes == ofBytes.getAsLong();
    if (terminal) {
      bars.computeIfAbsent(file, name -> bar(name, bytes, ofBytes)).stepTo(bytes);
      if (whole) {
        bars.remove(file).close();
      }
      return;
    }
    long now = System.nanoTime();
    Long last = lastLines.get(file);
    if (last == null || whole || now - last > LINE_EVERY_NANOS) {
      lastLines.put(file, now);
      line(file, bytes, ofBytes);
    }
  }

  @Override
  public synchronized void note(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  @Override
  public synchronized void close() {
    bars.values().forEach(ProgressBar::close);
    bars.clear();
  }

  private void line(String file, long bytes, OptionalLong ofBytes) {
    String of =
        ofBytes.isPresent()
            ? String.format(Locale.ROOT, " of %.1f", ofBytes.getAsLong() / 1048576.0)
            : "";
    double seconds = (System.nanoTime() - started) / 1e9;
    err.println(
        String.format(
            Locale.ROOT, "%7.1f s  %s: %.1f%s MiB", seconds, file, bytes / 1048576.0, of));
  }

  private static ProgressBar bar(String file, long bytes, OptionalLong ofBytes) {
    return new ProgressBarBuilder()
        .setTaskName(file)
        .setInitialMax(ofBytes.orElse(-1))
        .startsFrom(bytes, Duration.ZERO)
        .setUnit("MiB", 1 << 20)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }
}
