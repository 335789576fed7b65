package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wikimill.testing.Shared;

/** How many bytes of real pages one core scans, and scans and edits, in a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HtmlBenchmark {
  private static final int LARGE_PAGE_BYTES = 2 << 20;
  private static final byte[] FOOTER = "<footer data-wikimill>end</footer>".getBytes(UTF_8);

  /** What JMH reports for each second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long bytes;
  }

  /** Pages of one kind. */
  @State(Scope.Thread)
  public static class Pages {
    /** Real pages as they are, or one of 2 MiB made of their bodies. */
    @Param({"real", "large"})
    public String kind;

    /** Pages of different times: before Parsoid, with it, and long ones. */
    @Param({
      "wikipedia_cr_all_2015-04.zim",
      "wikipedia_en_100_mini_2022-10.zim",
      "wikipedia_fr_test_2018-10.zim"
    })
    public String archive;

    private final List<byte[]> pages = new ArrayList<>();

    @Setup
    public void read() throws IOException {
      Path file = Shared.require().resolve("zims").resolve(archive);
      RealPages.read(file, (name, page) -> pages.add(page));
      if (kind.equals("large")) {
        byte[] large = large();
        pages.clear();
        pages.add(large);
      }
    }

    private byte[] large() {
      byte[] large = new byte[LARGE_PAGE_BYTES];
      int length = 0;
      for (int i = 0; length < large.length; i = (i + 1) % pages.size()) {
        byte[] page = pages.get(i);
        PageScan scan = PageScan.of(page);
        int start = scan.body().map(PageScan.StartTag::end).orElse(0);
        int count = Math.min(scan.bodyEnd() - start, large.length - length);
        System.arraycopy(page, start, large, length, count);
        length += count;
      }
      return large;
    }
  }

  @Benchmark
  public long scan(Pages pages, Work work) {
    long places = 0;
    for (byte[] page : pages.pages) {
      places += PageScan.of(page).places().size();
      work.bytes += page.length;
    }
    return places;
  }

  @Benchmark
  public long scanAndEdit(Pages pages, Work work) {
    long edited = 0;
    for (byte[] page : pages.pages) {
      PageScan scan = PageScan.of(page);
      HtmlEdits edits = new HtmlEdits();
      for (UrlPlace place : scan.places()) {
        place.replace("../changed", UTF_8, edits);
      }
      edited += edits.insert(scan.bodyEnd(), FOOTER).apply(page).length;
      work.bytes += page.length;
    }
    return edited;
  }
}
