package org.wikimill.pipeline.about;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.rows.Counts;

/**
 * What a site says of itself and of the snapshot that it is: {@code about.json}.
 *
 * <p>All that differs from one snapshot of a wiki to the next stands here and on {@link AboutPage},
 * so that pages which did not change keep their CIDs. Neither the build's name nor its root is part
 * of it: the one does not decide what a site is, the other follows from it. Values that nobody
 * stated are null.
 *
 * @param wiki what the archive says of the wiki
 * @param archive the archive
 * @param counts what became of the archive's entries
 * @param settings what decided the site, besides the archive
 * @param verify commands, a line each, that rebuild the snapshot and compare its root
 * @param rehost commands, a line each, that keep a copy of it
 */
public record About(
    Wiki wiki,
    Archive archive,
    Entries counts,
    Settings settings,
    List<String> verify,
    List<String> rehost) {

  /** Where it stands as data. */
  public static final byte[] PLACE = "about.json".getBytes(StandardCharsets.US_ASCII);

  /** The media type of the data. */
  public static final String MIME = "application/json";

  /**
   * What an archive's metadata say of its wiki.
   *
   * @param project the project of Wikimedia's that it belongs to; null if it is none
   * @param url where the wiki is at home
   * @param language ISO 639-3, several with commas between them
   */
  public record Wiki(
      String project,
      String title,
      String description,
      String language,
      String creator,
      String licence,
      String url) {}

  /**
   * The archive.
   *
   * @param name its name, without flavour and date
   * @param date the day of its making
   * @param publisher who made it
   * @param scraper what it was made with
   * @param file its place in the site; null if it is not part of it
   * @param url where it can be had
   */
  public record Archive(
      String name,
      String flavour,
      String date,
      String publisher,
      String scraper,
      SourceFacts facts,
      String file,
      String url) {}

  /**
   * Entries of the archive, and what became of them.
   *
   * @param files files of their own
   * @param aliases redirects that have their target's CID
   * @param forwards redirects by a page or a line of {@code _redirects}
   * @param notServed redirects that the site does not serve: by policy, loops, loose ends
   * @param excluded metadata, indexes, deleted entries
   * @param errors entries that could not be read
   */
  public record Entries(
      long files, long aliases, long forwards, long notServed, long excluded, long errors) {

    static Entries of(Counts counts) {
      return new Entries(
          counts.files(),
          counts.aliases(),
          counts.forwards(),
          counts.notServed(),
          counts.excluded(),
          counts.errors());
    }
  }

  /**
   * What decided the site.
   *
   * @param format of wikimill, whose other formats make other roots
   * @param profile how files were cut and linked
   */
  public record Settings(int format, String profile, Recipe.Policy policy) {}

  /**
   * All that there is to say.
   *
   * @param sources how many archives the build has
   */
  public static About of(Wiki wiki, Archive archive, Counts counts, Recipe recipe, int sources) {
    Settings settings = new Settings(recipe.format(), recipe.profile().name(), recipe.policy());
    Commands commands = new Commands(recipe, archive, sources);
    return new About(
        wiki, archive, Entries.of(counts), settings, commands.verify(), commands.rehost());
  }
}
