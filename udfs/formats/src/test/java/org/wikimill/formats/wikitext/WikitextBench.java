package org.wikimill.formats.wikitext;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.dumps.XmlPageCursor;

/**
 * Times the rendering of the articles and categories of dumps, with the templates and modules that
 * each holds, one page after the other: {@code WikitextBench PAGES DUMP...}.
 *
 * <p>Of each dump it takes so many pages, again and again: first so that the JVM knows the code,
 * then timed, each time with a new renderer.
 */
public final class WikitextBench {
  private static final long RANGE_BYTES = 4L << 20;
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 3;

  private WikitextBench() {}

  /** Makes HTML of pages. */
  @FunctionalInterface
  public interface Renderer {
    String html(DumpPage page) throws IOException;
  }

  /** Makes a renderer for the pages of a wiki. */
  @FunctionalInterface
  public interface Renderers {
    Renderer of(SiteInfo site, Map<String, String> textsByTitle);
  }

  /** What a dump holds: all texts by title, and the pages to render. */
  record Pages(SiteInfo site, Map<String, String> texts, List<DumpPage> articles) {}

  /**
   * What rendering a dump's pages took, in the mean.
   *
   * @param bytes of their wikitext, in UTF-8
   * @param empty pages of which no HTML came
   */
  private record Cost(
      int pages,
      long bytes,
      @JsonProperty("html_bytes") long htmlBytes,
      int empty,
      double seconds,
      @JsonProperty("cpu_seconds") double cpuSeconds) {}

  public static void main(String[] args) throws IOException {
    run(args, WikitextBench::renderer);
  }

  private static Renderer renderer(SiteInfo site, Map<String, String> texts) {
    WikitextRenderer renderer =
        new WikitextRenderer(
            new Titles(site),
            site,
            title -> Optional.ofNullable(texts.get(title)),
            RenderLimits.DEFAULT);
    return page -> renderer.render(page).html();
  }

  /** Times renderers; what it took comes as JSON on stdout, by the names of the dumps. */
  public static void run(String[] args, Renderers renderers) throws IOException {
    int most = Integer.parseInt(args[0]);
    Map<String, Cost> costs = new LinkedHashMap<>();
    for (String dump : List.of(args).subList(1, args.length)) {
      Pages pages = read(Path.of(dump), most);
      costs.put(Path.of(dump).getFileName().toString(), cost(pages, renderers));
    }
    new ObjectMapper().writeValue(System.out, costs);
  }

  private static Cost cost(Pages pages, Renderers renderers) {
    for (int i = 0; i < WARM_UPS; i++) {
      render(pages, renderers);
    }
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long startCpu = system.getProcessCpuTime();
    List<Integer> lengths = List.of();
    for (int i = 0; i < ROUNDS; i++) {
      lengths = render(pages, renderers);
    }
    double cpuSeconds = (system.getProcessCpuTime() - startCpu) / 1e9 / ROUNDS;
    double seconds = (System.nanoTime() - start) / 1e9 / ROUNDS;
    return new Cost(
        pages.articles().size(),
        pages.articles().stream().mapToLong(page -> utf8Length(text(page))).sum(),
        lengths.stream().mapToLong(length -> length).sum(),
        (int) lengths.stream().filter(length -> length == 0).count(),
        seconds,
        cpuSeconds);
  }

  /** The lengths of the pages' HTML, in bytes. */
  private static List<Integer> render(Pages pages, Renderers renderers) {
    Renderer renderer = renderers.of(pages.site(), pages.texts());
    List<Integer> lengths = new ArrayList<>();
    for (DumpPage page : pages.articles()) {
      lengths.add(utf8Length(htmlOf(page, renderer)));
    }
    return lengths;
  }

  private static String htmlOf(DumpPage page, Renderer renderer) {
    try {
      return renderer.html(page).strip();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return "";
    }
  }

  static Pages read(Path file, int most) throws IOException {
    Map<String, String> texts = new HashMap<>();
    List<DumpPage> articles = new ArrayList<>();
    try (PositionedInput input = Inputs.file(file)) {
      XmlDump dump = XmlDump.open(input);
      for (DumpRange range : dump.ranges(RANGE_BYTES)) {
        try (XmlPageCursor cursor = XmlDump.read(input, range, dump.site())) {
          while (cursor.next()) {
            add(cursor.page(), most, texts, articles);
          }
        } catch (MalformedInputException e) {
          // The heads of dumps are cut within a page.
          System.err.println(e.getMessage());
        }
      }
      return new Pages(dump.site(), texts, articles);
    }
  }

  private static void add(
      DumpPage page, int most, Map<String, String> texts, List<DumpPage> articles) {
    if (page.content() instanceof DumpPage.Text text) {
      texts.put(page.title(), text.text());
      boolean renders = page.namespace() == 0 || page.namespace() == 14;
      if (renders && page.redirect().isEmpty() && articles.size() < most) {
        articles.add(page);
      }
    }
  }

  private static String text(DumpPage page) {
    return ((DumpPage.Text) page.content()).text();
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
