package org.wikimill.pipeline.pages;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.TextLinks;
import org.wikimill.formats.dumps.TextLinks.CategoryLink;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPlan.Depth;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.store.KeyStore;
import org.wikimill.pipeline.store.TextValue;

/**
 * The first reading of a dump: what each of its pages asks for, in a row file for each range, since
 * no list of a dump's pages can be had without decoding all of it.
 *
 * @param output where the row files are
 * @param source a dump
 */
public record DumpScan(Output output, Source source) implements Serializable {
  private static final String STAGE = "scan";
  private static final int CATEGORY = 14;
  private static final byte[] NO_KEY = {};

  /** Templates and modules. */
  private static final Set<Integer> TRANSCLUDED = Set.of(10, 828);

  /**
   * A title of more bytes is none that MediaWiki gives, which are of 255 and a namespace's name.
   */
  private static final int MAX_TITLE_CHARS = 1 << 12;

  /** Scans all ranges that are not committed. */
  public void run(JavaSparkContext spark) throws IOException {
    List<Integer> missing = output.missing(rowFiles());
    if (missing.isEmpty()) {
      return;
    }
    int ranges = plan().ranges();
    List<Integer> all = IntStream.range(0, ranges).boxed().toList();
    DumpScan scan = this;
    JavaRDD<Integer> scanned = spark.parallelize(all, ranges).map(scan::scan);
    spark.setCallSite("pages: scan the dump");
    Partitions.only(scanned, missing).count();
  }

  /** What the scan found. */
  public DumpEntries entries() throws IOException {
    List<DumpEntries.OfRange> ranges = new ArrayList<>();
    for (String name : rowFiles()) {
      ranges.add(DumpEntries.OfRange.decode(RowFile.footer(output.store(), name)));
    }
    return DumpEntries.of(ranges);
  }

  /** The row files, in the order of the ranges. */
  List<String> rowFiles() {
    return IntStream.range(0, plan().ranges())
        .mapToObj(range -> Output.workFile(STAGE, source.firstShard() + range, ".entries"))
        .toList();
  }

  /** The texts of what pages transclude, by the keys of a store; whole before the row files. */
  public List<String> textFiles() {
    return IntStream.range(0, plan().ranges())
        .mapToObj(range -> Output.workFile(STAGE, source.firstShard() + range, ".texts"))
        .toList();
  }

  SiteInfo site() {
    return plan().site();
  }

  private DumpPlan plan() {
    return (DumpPlan) source.plan();
  }

  private int scan(int range) throws IOException {
    try (PageCursor pages = plan().open(range, Depth.SOURCES);
        RowFile.Writer texts = new RowFile.Writer(output.store(), textFiles().get(range));
        RowFile.Writer rows = new RowFile.Writer(output.store(), rowFiles().get(range))) {
      DumpEntries.OfRange found = new RangeScan(range, pages, rows, texts).run();
      texts.commit(NO_KEY);
      rows.commit(found.encode());
    }
    return range;
  }

  /** The scan of one range. */
  private final class RangeScan {
    private final int range;
    private final PageCursor pages;
    private final RowFile.Writer rows;
    private final RowFile.Writer texts;
    private final RowWriter out = new RowWriter();
    private final Titles titles = new Titles(plan().site());
    private final Set<Integer> namespaces = Set.copyOf(plan().policy().namespaces());
    private int blob;
    private int claims;
    private long excluded;
    private long transcluded;
    private String last = "";

    RangeScan(int range, PageCursor pages, RowFile.Writer rows, RowFile.Writer texts) {
      this.range = range;
      this.pages = pages;
      this.rows = rows;
      this.texts = texts;
    }

    DumpEntries.OfRange run() throws IOException {
      boolean cut = false;
      try {
        for (; pages.next(); blob = Math.incrementExact(blob)) {
          page(pages.page());
        }
      } catch (MalformedInputException e) {
        if (!plan().mayEnd(e)) {
          throw e;
        }
        cut = true;
      }
      return new DumpEntries.OfRange(claims, excluded, transcluded, last, cut);
    }

    private void page(DumpPage page) throws IOException {
      boolean wanted = namespaces.contains(page.namespace());
      last = page.title();
      if (TRANSCLUDED.contains(page.namespace()) && page.content() instanceof DumpPage.Text text) {
        RowWriter order = new RowWriter().fixedLong(~page.revisionId());
        byte[] newestFirst = order.fixedInt(~range).fixedInt(~blob).toBytes();
        byte[] key = KeyStore.key(out, page.title(), newestFirst);
        texts.add(key, TextValue.encode(text.text()));
        transcluded++;
      }
      if (page.content() instanceof DumpPage.Html html) {
        String wiki = wiki(html.url());
        for (String alias : html.aliases()) {
          String title = checked(titles.canonical(alias));
          add(page, wiki, title, Optional.of(page.title()), List.of(), wanted);
        }
        add(page, wiki, checked(page.title()), page.redirect(), named(html), wanted);
      } else {
        boolean there = page.content() instanceof DumpPage.Text;
        List<CategoryLink> categories = there ? linked((DumpPage.Text) page.content()) : List.of();
        add(page, "", checked(page.title()), page.redirect(), categories, wanted && there);
      }
    }

    /** The categories that a rendered page is in. */
    private List<CategoryLink> named(DumpPage.Html html) {
      return html.categories().stream()
          .map(titles::canonical)
          .distinct()
          .map(category -> new CategoryLink(category, ""))
          .toList();
    }

    private List<CategoryLink> linked(DumpPage.Text text) {
      return TextLinks.of(text.text(), titles, TextLinks.NO_LANGUAGES).categories();
    }

    private void add(
        DumpPage page,
        String wiki,
        String title,
        Optional<String> redirect,
        List<CategoryLink> categories,
        boolean wanted)
        throws IOException {
      if (!wanted) {
        excluded++;
        return;
      }
      boolean isAlias = redirect.isPresent() && page.redirect().isEmpty();
      DumpClaim claim =
          new DumpClaim(
              range,
              claims,
              blob,
              wiki,
              page.id(),
              page.revisionId(),
              isAlias,
              title,
              redirect.map(RangeScan.this::target),
              redirect.isPresent() || !namespaces.contains(CATEGORY) ? List.of() : categories);
      rows.add(NO_KEY, claim.value(out));
      claims = Math.incrementExact(claims);
    }

    private String target(String redirect) {
      int fragment = redirect.indexOf('#');
      return titles.canonical(fragment < 0 ? redirect : redirect.substring(0, fragment));
    }

    /** Refuses what no wiki names a page, and what would end a key. */
    private String checked(String title) throws IOException {
      if (title.isEmpty() || title.length() > MAX_TITLE_CHARS || title.indexOf(0) >= 0) {
        throw new MalformedInputException(
            "not a title",
            plan().file(range).location(),
            -1,
            "1 to " + MAX_TITLE_CHARS + " characters, none of them NUL",
            title.length() + " characters, in page " + blob + " of range " + range);
      }
      return title;
    }

    /** The wiki of a page, by the host of its address: a dump may hold pages of several. */
    private static String wiki(String url) {
      try {
        String host = new URI(url).getRawAuthority();
        return host == null ? "" : host;
      } catch (URISyntaxException e) {
        return "";
      }
    }
  }
}
