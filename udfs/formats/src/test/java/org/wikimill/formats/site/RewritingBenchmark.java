package org.wikimill.formats.site;

import java.io.IOException;
import java.io.OutputStream;
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
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.RealPages;
import org.wikimill.formats.site.SiteLayout.Scheme;
import org.wikimill.formats.site.SiteNotice.Project;
import org.wikimill.formats.site.SiteNotice.Robots;
import org.wikimill.testing.Shared;

/** How many bytes of real pages one core rewrites in a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RewritingBenchmark {

  /** What JMH reports for each second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long bytes;
  }

  private record Page(byte[] name, byte[] bytes) {}

  /** The pages of an archive. */
  @State(Scope.Thread)
  public static class Pages {
    /** Pages of different times: before Parsoid, with it, and long ones. */
    @Param({
      "wikipedia_cr_all_2015-04.zim",
      "wikipedia_en_100_mini_2022-10.zim",
      "wikipedia_fr_test_2018-10.zim"
    })
    public String archive;

    private final PageRewriter rewriter =
        new PageRewriter(
            new SiteNotice(
                "Wikipedia", Project.WIKIMEDIA, "", "Publisher", "a@b.example", Robots.ALLOW));
    private final List<Page> pages = new ArrayList<>();

    @Setup
    public void read() throws IOException {
      SiteLayout layout = new SiteLayout(Scheme.OLD);
      RealPages.readEntries(
          Shared.require().resolve("zims").resolve(Path.of(archive)),
          (zim, entry, page) -> pages.add(new Page(layout.framed(zim.nameOf(entry)), page)));
    }
  }

  @Benchmark
  public long stay(Pages pages, Work work) throws IOException {
    return rewrite(pages, work, false);
  }

  @Benchmark
  public long move(Pages pages, Work work) throws IOException {
    return rewrite(pages, work, true);
  }

  private static long rewrite(Pages pages, Work work, boolean move) throws IOException {
    long edits = 0;
    for (Page page : pages.pages) {
      byte[] place = move ? Places.indexOf(page.name) : page.name;
      HtmlEdits found =
          pages.rewriter.edits(
              page.bytes, page.bytes.length, page.name, place, "Title", LinkSink.NONE);
      found.writeTo(OutputStream.nullOutputStream(), page.bytes, 0, page.bytes.length);
      edits += found.count();
      work.bytes += page.bytes.length;
    }
    return edits;
  }
}
