package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.pipeline.about.About;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.media.MediaStage;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.ZimPlan;
import org.wikimill.pipeline.store.Lookups;

/** A wiki as its source has it: what a build asks of a source, whatever its format. */
interface Wiki {

  /**
   * The wiki of a source.
   *
   * @param media its files, which are made by then; empty if the build has none
   */
  static Wiki of(Source source, Output output, SitePolicy policy, Optional<MediaStage> media)
      throws IOException {
    return source.plan() instanceof ZimPlan plan
        ? ZimWiki.of(plan, source, policy)
        : new DumpWiki((DumpPlan) source.plan(), source, output, policy, media);
  }

  /** Where its entries stand. */
  Placement placement();

  /**
   * Reads what has to be read before its entries are known; what is committed is not read again.
   */
  void scan(JavaSparkContext spark) throws IOException;

  /** The rows of stage {@code pages}. */
  JavaPairRDD<byte[], byte[]> pages(JavaSparkContext spark) throws IOException;

  /**
   * The members of its categories, for the pages of these: {@link
   * org.wikimill.pipeline.rows.MemberRow}s by their keys.
   */
  JavaPairRDD<byte[], byte[]> members(JavaSparkContext spark) throws IOException;

  /**
   * The files that its layout adds.
   *
   * @throws BuildException if it has no page that the policy names as its main page
   */
  SiteFiles files(JavaSparkContext spark) throws IOException, BuildException;

  /**
   * What its pages ask for while they are rendered, written if it is not.
   *
   * @param pages what {@link #pages} gave
   * @return null if its pages are not rendered
   */
  Lookups lookups(JavaSparkContext spark, JavaPairRDD<byte[], byte[]> pages) throws IOException;

  /** What its source is, once it was scanned. */
  SourceFacts facts(SourceFacts planned) throws IOException;

  /** What became of entries that are in none of {@link #pages}. */
  Counts leftOut() throws IOException;

  /** What its about page says of it. */
  About.Wiki about() throws IOException;

  /**
   * What its about page says of the source.
   *
   * @param file its place in the site; empty if it is not part of it
   * @param url where it can be had
   */
  About.Archive archive(SourceFacts facts, Optional<String> file, Optional<String> url)
      throws IOException;
}
