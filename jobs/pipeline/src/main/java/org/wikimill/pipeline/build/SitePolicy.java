package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.SiteNotice.Robots;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.media.MediaPlan;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.SourcePlan;

/**
 * What decides the files of the tree, besides the sources.
 *
 * @param layout where entries stand
 * @param redirects how redirects are served
 * @param mainPage title or path of the page to land on; empty for the archive's own
 * @param sourceFile whether the sources themselves are files of the tree
 * @param imprint what pages say of whoever publishes them
 * @param history what the about pages say of where the snapshot comes from
 * @param dumps what is read of dumps
 */
public record SitePolicy(
    Layout.Name layout,
    Redirects redirects,
    Optional<String> mainPage,
    SourceFile sourceFile,
    Imprint imprint,
    History history,
    DumpPolicy dumps) {

  private static final int FILES = 6;

  /** A policy that only says where entries stand. */
  public static SitePolicy of(Layout.Name layout) {
    return new SitePolicy(
        layout,
        Redirects.LINK,
        Optional.empty(),
        SourceFile.OMITTED,
        Imprint.NONE,
        History.UNKNOWN,
        DumpPolicy.DEFAULT);
  }

  /** Whether a source stands in the tree as a file. */
  public enum SourceFile {
    OMITTED,
    INCLUDED
  }

  /**
   * What every page says.
   *
   * @param publisher who publishes the snapshot
   * @param contact a mail address, a URL, or words
   * @param robots what search engines are asked
   */
  public record Imprint(Optional<String> publisher, Optional<String> contact, Robots robots) {
    public static final Imprint NONE =
        new Imprint(Optional.empty(), Optional.empty(), Robots.ALLOW);
  }

  /**
   * What the about pages alone say, since it differs from snapshot to snapshot.
   *
   * @param previous the root of the snapshot before
   * @param archiveUrl where the original archive can be had
   */
  public record History(Optional<Cid> previous, Optional<String> archiveUrl) {
    public static final History UNKNOWN = new History(Optional.empty(), Optional.empty());
  }

  /** The same policy after another snapshot. */
  public SitePolicy after(Cid previous) {
    History known = new History(Optional.of(previous), history.archiveUrl);
    return new SitePolicy(layout, redirects, mainPage, sourceFile, imprint, known, dumps);
  }

  /**
   * What a manifest says of it.
   *
   * @param plans the sources that it is for
   * @param media files that join them
   * @param tables what tells of those
   */
  Recipe.Policy recorded(
      Collection<SourcePlan> plans, Optional<MediaPlan> media, TableInputs tables) {
    boolean anyDump = plans.stream().anyMatch(DumpPlan.class::isInstance);
    return new Recipe.Policy(
        lower(layout),
        lower(redirects),
        mainPage.orElse(null),
        lower(sourceFile),
        imprint.publisher.orElse(null),
        imprint.contact.orElse(null),
        lower(imprint.robots),
        history.previous.map(Cid::toString).orElse(null),
        history.archiveUrl.orElse(null),
        anyDump
            ? new Recipe.Dumps(
                dumps.namespaces(),
                lower(dumps.truncated()),
                media.map(files -> recorded(files, tables)).orElse(null))
            : null);
  }

  private static Recipe.Media recorded(MediaPlan media, TableInputs tables) {
    return new Recipe.Media(
        media.files(),
        media.lengthBytes(),
        media.fingerprint(),
        tables.imageTables(),
        tables.infos().files().size());
  }

  /** The same policy for a build that files join: their pages in the dump are built too. */
  SitePolicy withFiles() {
    List<Integer> namespaces = new ArrayList<>(dumps.namespaces());
    namespaces.add(FILES);
    DumpPolicy all = new DumpPolicy(namespaces, dumps.truncated());
    return new SitePolicy(layout, redirects, mainPage, sourceFile, imprint, history, all);
  }

  /**
   * Refuses what only a web site has in any other layout, all of it at once.
   *
   * @throws BuildException if there is any
   */
  void check() throws BuildException {
    if (layout == Layout.Name.SITE) {
      return;
    }
    List<String> wrong = new ArrayList<>();
    if (redirects == Redirects.HTML || redirects == Redirects.FILE) {
      wrong.add("--redirects " + redirects.text());
    }
    mainPage.ifPresent(title -> wrong.add("--main-page"));
    imprint.publisher.ifPresent(name -> wrong.add("--publisher"));
    imprint.contact.ifPresent(address -> wrong.add("--contact"));
    if (imprint.robots == Robots.NOINDEX) {
      wrong.add("--noindex");
    }
    history.previous.ifPresent(root -> wrong.add("--previous"));
    history.archiveUrl.ifPresent(url -> wrong.add("--archive-url"));
    if (!wrong.isEmpty()) {
      throw new BuildException(SETTINGS, String.join(", ", wrong) + ": only with --layout site");
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
