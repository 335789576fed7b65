package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.article.ArticleStyle;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.site.ForwardingPage;
import org.wikimill.formats.site.SiteIcon;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.SiteNotice;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.about.About;
import org.wikimill.pipeline.blocks.Frame;
import org.wikimill.pipeline.blocks.MadeFile;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.media.MediaStage;
import org.wikimill.pipeline.pages.DumpEntries;
import org.wikimill.pipeline.pages.DumpPages;
import org.wikimill.pipeline.pages.DumpScan;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.RowFiles;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.store.KeyStore;
import org.wikimill.pipeline.store.Lookups;
import scala.Tuple2;

/** The wiki of a dump. */
final class DumpWiki implements Wiki {
  private static final int TITLES_PER_FILE = 1 << 20;
  private static final int TEXTS_PER_FILE = 1 << 16;
  private static final byte[] NOTHING = {};
  private static final String LICENCE = "CC BY-SA";

  private final SiteInfo site;
  private final Source source;
  private final SitePolicy policy;
  private final DumpScan scan;
  private final Optional<MediaStage> media;

  /** Kept, so that what was shuffled for one question serves the next. */
  private DumpPages found;

  DumpWiki(
      DumpPlan plan, Source source, Output output, SitePolicy policy, Optional<MediaStage> media) {
    this.site = plan.site();
    this.source = source;
    this.policy = policy;
    this.scan = new DumpScan(output, source);
    this.media = media;
  }

  @Override
  public Placement placement() {
    SiteLayout layout = new SiteLayout(SiteLayout.Scheme.NEW);
    return new Placement(layout, policy.redirects(), List.of("text/html"));
  }

  @Override
  public void scan(JavaSparkContext spark) throws IOException {
    scan.run(spark);
  }

  @Override
  public JavaPairRDD<byte[], byte[]> pages(JavaSparkContext spark) throws IOException {
    return found(spark).pages();
  }

  @Override
  public JavaPairRDD<byte[], byte[]> members(JavaSparkContext spark) throws IOException {
    return found(spark).members();
  }

  private DumpPages found(JavaSparkContext spark) throws IOException {
    if (found == null) {
      found = DumpPages.of(spark, scan, scan.entries(), media.map(files -> files.facts(spark)));
    }
    return found;
  }

  @Override
  public SiteFiles files(JavaSparkContext spark) throws IOException, BuildException {
    Optional<PageRow> main = mainPage(spark);
    if (policy.mainPage().isPresent() && main.isEmpty()) {
      throw new BuildException(
          SETTINGS, "--main-page " + policy.mainPage().get() + ": no such page");
    }
    List<PageRow> pages = new ArrayList<>();
    main.ifPresent(page -> pages.add(page.shownAs(PageRow.Kind.LANDING)));
    List<MadeFile> made = new ArrayList<>();
    String title = site.siteName().isEmpty() ? "Main page" : site.siteName();
    byte[] front = ForwardingPage.of(SiteLayout.FRONT, SiteFiles.landing(main.isPresent()), title);
    made.add(new MadeFile(source.inBuild(SiteLayout.FRONT), ForwardingPage.MIME, front));
    made.add(new MadeFile(source.inBuild(SiteLayout.ICON), SiteIcon.MIME, SiteIcon.bytes()));
    byte[] style = source.inBuild(ArticleStyle.place());
    made.add(new MadeFile(style, ArticleStyle.MIME, ArticleStyle.bytes()));
    int mainEntry = main.map(PageRow::target).orElse(-1);
    return new SiteFiles(
        List.copyOf(pages), List.copyOf(made), Optional.of(new Frame(notice(), mainEntry)));
  }

  /** The page to land on, by its title or that of a redirect to it. */
  private Optional<PageRow> mainPage(JavaSparkContext spark) throws IOException {
    Titles titles = new Titles(site);
    Optional<String> title = policy.mainPage().or(this::statedMainPage).map(titles::canonical);
    if (title.isEmpty()) {
      return Optional.empty();
    }
    JavaPairRDD<byte[], byte[]> pages = pages(spark);
    byte[] name = Titles.entryName(title.get()).getBytes(StandardCharsets.UTF_8);
    spark.setCallSite("pages: find the main page");
    Optional<PageRow> named = first(pages, row -> isNamed(PageRow.of(row._2), name));
    if (named.isEmpty() || named.get().kind() == PageRow.Kind.CONTENT) {
      return named;
    }
    int target = named.get().target();
    return first(pages, row -> isContent(PageRow.of(row._2), target));
  }

  private static boolean isNamed(PageRow page, byte[] name) {
    boolean shown = page.kind() == PageRow.Kind.CONTENT || page.kind() == PageRow.Kind.ALIAS;
    return shown && Arrays.equals(page.name(), name);
  }

  private static boolean isContent(PageRow page, int entry) {
    return page.kind() == PageRow.Kind.CONTENT && page.entry() == entry;
  }

  /** Of the few rows that a filter leaves, the first in their order. */
  private static Optional<PageRow> first(
      JavaPairRDD<byte[], byte[]> pages, Function<Tuple2<byte[], byte[]>, Boolean> filter) {
    return pages.filter(filter).values().collect().stream()
        .map(PageRow::of)
        .min(Comparator.comparing(page -> page.key(new RowWriter()), Arrays::compareUnsigned));
  }

  /** The title at the end of the main page's address: all after {@code /wiki/}. */
  private Optional<String> statedMainPage() {
    try {
      String path = new URI(site.base()).getPath();
      String title = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
      return title.isEmpty() ? Optional.empty() : Optional.of(title);
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }

  private SiteNotice notice() {
    Optional<String> project = Projects.of(site);
    SitePolicy.Imprint imprint = policy.imprint();
    return new SiteNotice(
        project.orElse(site.siteName()),
        project.isPresent() ? SiteNotice.Project.WIKIMEDIA : SiteNotice.Project.OTHER,
        "",
        imprint.publisher().orElse(""),
        imprint.contact().orElse(""),
        imprint.robots());
  }

  @Override
  public Lookups lookups(JavaSparkContext spark, JavaPairRDD<byte[], byte[]> pages)
      throws IOException {
    DumpEntries entries = scan.entries();
    KeyStore titles = store("titles", entries.count(), TITLES_PER_FILE);
    Placement placement = placement();
    titles.write(
        spark, pages.mapPartitionsToPair(rows -> RowPump.of(rows, new ShownTitles(placement))));
    KeyStore texts = store("texts", entries.texts(), TEXTS_PER_FILE);
    List<String> textFiles = scan.textFiles();
    texts.write(spark, RowFiles.read(spark, scan.output(), textFiles, textFiles.size()));
    return new Lookups(titles, texts, media.isPresent() ? media.get().store(spark) : null);
  }

  private KeyStore store(String what, long keys, int keysPerFile) {
    String name = String.format(Locale.ROOT, "%s-%05d", what, source.firstShard());
    return KeyStore.of(scan.output(), name, keys, keysPerFile);
  }

  /** The titles of what stands in the tree. */
  private record ShownTitles(Placement placement, RowWriter out) implements RowPump.Step {
    ShownTitles(Placement placement) {
      this(placement, new RowWriter());
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      PageRow page = PageRow.of(value);
      if (placement.asks(page)) {
        rows.accept(KeyStore.key(out, Utf8.text(page.title()), NOTHING), NOTHING);
      }
    }
  }

  @Override
  public SourceFacts facts(SourceFacts planned) throws IOException {
    DumpEntries entries = scan.entries();
    return planned.counted(entries.count(), entries.cut().orElse(null));
  }

  @Override
  public Counts leftOut() throws IOException {
    return Counts.ofExcluded(scan.entries().excluded());
  }

  @Override
  public About.Wiki about() {
    Optional<String> project = Projects.of(site);
    return new About.Wiki(
        project.orElse(null),
        known(site.siteName()),
        null,
        known(site.language()),
        null,
        project.map(wikimedia -> LICENCE).orElse(null),
        known(site.base()));
  }

  @Override
  public About.Archive archive(SourceFacts facts, Optional<String> file, Optional<String> url) {
    return new About.Archive(
        known(site.dbName()), null, null, null, null, facts, file.orElse(null), url.orElse(null));
  }

  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
