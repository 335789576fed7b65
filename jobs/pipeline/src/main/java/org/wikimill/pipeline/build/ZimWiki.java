package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.formats.site.SiteNotice;
import org.wikimill.formats.site.Utf8;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.about.About;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.pages.Pages;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.ZimPlan;
import org.wikimill.pipeline.store.Lookups;

/** The wiki of an archive: what its metadata say. */
final class ZimWiki implements Wiki {
  /** What scrapers write where they know nothing. */
  private static final String UNKNOWN = "N/A";

  private final ZimPlan plan;
  private final Placement placement;
  private final SiteFiles files;

  private ZimWiki(ZimPlan plan, Placement placement, SiteFiles files) {
    this.plan = plan;
    this.placement = placement;
    this.files = files;
  }

  static ZimWiki of(ZimPlan plan, Source source, SitePolicy policy) throws IOException {
    try (ZimArchive archive = plan.open()) {
      Placement placement = SiteFiles.placement(archive, policy.layout(), policy.redirects());
      return new ZimWiki(plan, placement, SiteFiles.of(archive, source, placement, policy));
    }
  }

  @Override
  public Placement placement() {
    return placement;
  }

  @Override
  public void scan(JavaSparkContext spark) {
    // Its directory can be read at any time.
  }

  @Override
  public JavaPairRDD<byte[], byte[]> pages(JavaSparkContext spark) {
    return Pages.of(spark, plan);
  }

  @Override
  public JavaPairRDD<byte[], byte[]> members(JavaSparkContext spark) {
    return JavaPairRDD.fromJavaRDD(spark.emptyRDD());
  }

  @Override
  public SiteFiles files(JavaSparkContext spark) {
    return files;
  }

  @Override
  public Lookups lookups(JavaSparkContext spark, JavaPairRDD<byte[], byte[]> pages) {
    return null;
  }

  @Override
  public SourceFacts facts(SourceFacts planned) {
    return planned;
  }

  @Override
  public Counts leftOut() {
    return Counts.NONE;
  }

  /** A value of the archive's metadata. */
  static Optional<String> metadata(ZimArchive archive, String name) throws IOException {
    return archive
        .metadata(name)
        .map(Utf8::text)
        .map(String::strip)
        .filter(value -> !value.isEmpty() && !value.equals(UNKNOWN));
  }

  /** What its pages say. */
  static SiteNotice notice(ZimArchive archive, SitePolicy.Imprint imprint) throws IOException {
    Optional<String> project = project(archive);
    Optional<String> title = metadata(archive, "Title");
    return new SiteNotice(
        project.or(() -> title).orElse(""),
        project.isPresent() ? SiteNotice.Project.WIKIMEDIA : SiteNotice.Project.OTHER,
        metadata(archive, "License").orElse(""),
        imprint.publisher().orElse(""),
        imprint.contact().orElse(""),
        imprint.robots());
  }

  @Override
  public About.Wiki about() throws IOException {
    try (ZimArchive archive = plan.open()) {
      return about(archive);
    }
  }

  private static About.Wiki about(ZimArchive archive) throws IOException {
    return new About.Wiki(
        project(archive).orElse(null),
        metadata(archive, "Title").orElse(null),
        metadata(archive, "Description").orElse(null),
        metadata(archive, "Language").orElse(null),
        metadata(archive, "Creator").orElse(null),
        metadata(archive, "License").orElse(null),
        metadata(archive, "Source").orElse(null));
  }

  @Override
  public About.Archive archive(SourceFacts facts, Optional<String> file, Optional<String> url)
      throws IOException {
    try (ZimArchive archive = plan.open()) {
      return archive(archive, facts, file, url);
    }
  }

  private static About.Archive archive(
      ZimArchive archive, SourceFacts facts, Optional<String> file, Optional<String> url)
      throws IOException {
    return new About.Archive(
        metadata(archive, "Name").orElse(null),
        metadata(archive, "Flavour").orElse(null),
        metadata(archive, "Date").orElse(null),
        metadata(archive, "Publisher").orElse(null),
        metadata(archive, "Scraper").orElse(null),
        facts,
        file.orElse(null),
        url.orElse(null));
  }

  /** The project of Wikimedia's that the archive is of; by its creator, else by its name. */
  private static Optional<String> project(ZimArchive archive) throws IOException {
    Optional<String> creator = metadata(archive, "Creator").flatMap(Projects::named);
    return creator.isPresent()
        ? creator
        : metadata(archive, "Name")
            .map(name -> name.replaceFirst("^kiwix\\.", "").replaceFirst("_.*$", ""))
            .flatMap(Projects::named);
  }
}
