package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.blocks.MadePart;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.TableFacts;
import org.wikimill.pipeline.media.MediaPlan;
import org.wikimill.pipeline.media.MediaStage;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.search.SearchParts;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceParts;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.source.ZimPlan;

/**
 * A build before it starts: from headers and pointers alone.
 *
 * @param sources the archives and how they are cut, by directory
 * @param included those that are files of the tree themselves, and how they are cut as such
 * @param recipe everything besides the sources that decides what is made
 * @param store where it is made
 * @param media original files that join it
 * @param tables what joined tables are made of, and what tells of original files
 */
public record BuildPlan(
    List<Source> sources,
    List<SourceParts> included,
    Recipe recipe,
    Store store,
    Optional<MediaPlan> media,
    TableInputs tables) {

  /** A build of nothing but its sources. */
  public BuildPlan(List<Source> sources, List<SourceParts> included, Recipe recipe, Store store) {
    this(sources, included, recipe, store, Optional.empty(), TableInputs.NONE);
  }

  public static BuildPlan of(Settings settings) throws IOException, BuildException {
    settings.policy().check();
    if (settings.linkTable() == LinkTable.INCLUDED
        && settings.policy().layout() != Layout.Name.SITE) {
      throw new BuildException(SETTINGS, "--links: only with --layout site");
    }
    SitePolicy policy =
        settings.media().isPresent() ? settings.policy().withFiles() : settings.policy();
    SortedMap<String, SourcePlan> plans = plans(settings.of(policy));
    checkWiki(settings, plans.values());
    Optional<MediaPlan> media = media(settings);
    TableInputs tables = TableInputs.of(settings.tables(), settings.hadoop());
    if (plans.size() > 1 && settings.snapshot().isEmpty()) {
      throw new BuildException(
          SETTINGS, "a build of several sources needs a name: --snapshot NAME");
    }
    String snapshot = settings.snapshot().orElse(plans.firstKey());
    List<Source> sources = new ArrayList<>();
    int shards = 0;
    for (var named : plans.entrySet()) {
      String directory = plans.size() > 1 ? named.getKey() : "";
      String file = (plans.size() > 1 ? directory : snapshot) + named.getValue().suffix();
      sources.add(new Source(named.getValue(), directory, file, shards));
      shards += named.getValue().shards();
    }
    Recipe recipe =
        new Recipe(
            Recipe.FORMAT,
            snapshot,
            settings.profile(),
            policy.recorded(plans.values(), media, tables),
            settings.shardBytes(),
            settings.sink().text(),
            settings.linkTable().text());
    Store store =
        Stores.at(settings.out().orElse(snapshot), settings.durability(), settings.hadoop());
    return new BuildPlan(
        List.copyOf(sources), included(settings, sources), recipe, store, media, tables);
  }

  /** What the sources are, in their order. */
  public List<SourceFacts> facts() {
    return sources.stream().map(BuildPlan::facts).toList();
  }

  /** Whether a source is a dump, whose entries are known when it was read. */
  public boolean hasDumps() {
    return sources.stream().anyMatch(source -> source.plan() instanceof DumpPlan);
  }

  /** Partitions that mill contents. */
  public int shards() {
    return sources.stream().mapToInt(source -> source.plan().shards()).sum();
  }

  /** Partitions that make blocks before the tree is built. */
  public int partsBeforeTree() {
    return partsBeforeSearch() + searches().stream().mapToInt(SearchParts::count).sum();
  }

  /** Partitions that make blocks before titles are made into a search index. */
  int partsBeforeSearch() {
    return contentParts() + (about().isPresent() ? 1 : 0);
  }

  /** The partition in which sites tell of themselves; empty in a layout that has no such pages. */
  public Optional<MadePart> about() {
    return isSite() ? Optional.of(new MadePart("about", contentParts())) : Optional.empty();
  }

  private int contentParts() {
    return partsBeforeMedia() + media.map(MediaPlan::parts).orElse(0);
  }

  private int partsBeforeMedia() {
    return shards() + included.stream().mapToInt(parts -> parts.ranges() + 1).sum();
  }

  /** The stage that makes the original files, if any join the build. */
  Optional<MediaStage> mediaStage(Output output) {
    return media.map(
        plan -> {
          DumpPlan dump = (DumpPlan) sources.get(0).plan();
          return new MediaStage(output, plan, tables, dump.site(), partsBeforeMedia());
        });
  }

  /** The dump whose pages tell what no dump of a table does: its text must be wikitext. */
  Optional<DumpPlan> pagesOfTables() {
    return sources.get(0).plan() instanceof DumpPlan dump && dump.hasWikitext()
        ? Optional.of(dump)
        : Optional.empty();
  }

  /** What the files are that tables are made of. */
  public List<TableFacts> tableFacts() {
    return tables.files().stream()
        .map(
            input ->
                new TableFacts(
                    input.table(), input.file().lengthBytes(), input.file().fingerprint()))
        .toList();
  }

  /** Files and tables are those of one wiki. */
  private static void checkWiki(Settings settings, Collection<SourcePlan> plans)
      throws BuildException {
    boolean single = plans.size() == 1 && plans.iterator().next() instanceof DumpPlan;
    if (settings.media().isPresent() && !single) {
      throw new BuildException(SETTINGS, "--media: only with a single source, a dump");
    }
    if (!settings.tables().isEmpty() && !single) {
      throw new BuildException(SETTINGS, "--sql, --media-info: only with a single source, a dump");
    }
  }

  private static Optional<MediaPlan> media(Settings settings) throws IOException {
    return settings.media().isEmpty()
        ? Optional.empty()
        : Optional.of(
            MediaPlan.of(settings.media().get(), settings.shardBytes(), settings.hadoop()));
  }

  private boolean isSite() {
    return recipe.policy().layout().equals("site");
  }

  /** How the titles of the sources are cut, in the order of the sources; empty without search. */
  List<SearchParts> searches() {
    return isSite() ? SearchParts.of(sources) : List.of();
  }

  /** Bytes of all clusters as stored. */
  public long storedBytes() {
    return sources.stream().mapToLong(source -> source.plan().storedBytes()).sum();
  }

  /** What tells a source from others. */
  public static SourceFacts facts(Source source) {
    String directory = source.directory();
    if (source.plan() instanceof ZimPlan zim) {
      return SourceFacts.archive(directory, zim.lengthBytes(), zim.uuid(), zim.entries());
    }
    DumpPlan dump = (DumpPlan) source.plan();
    SourceFacts.Dump facts =
        new SourceFacts.Dump(dump.site().dbName(), dump.fingerprint(), dump.missing(), null);
    return SourceFacts.dump(directory, dump.kind(), dump.lengthBytes(), facts);
  }

  /** The archives by name, so that their order on a command line does not matter. */
  private static SortedMap<String, SourcePlan> plans(Settings settings)
      throws IOException, BuildException {
    SortedMap<String, SourcePlan> plans = new TreeMap<>();
    for (List<String> files : SourcePlan.sources(settings.sources())) {
      SourcePlan plan =
          SourcePlan.of(files, settings.shardBytes(), settings.policy().dumps(), settings.hadoop());
      String name = name(plan, settings);
      SourcePlan other = plans.put(name, plan);
      if (other != null) {
        throw new BuildException(
            SETTINGS,
            String.format(
                "two sources of one name, %s: %s and %s", name, other.location(), plan.location()));
      }
    }
    return plans;
  }

  /** The name of a source; refuses one that cannot be built as it is asked for. */
  private static String name(SourcePlan plan, Settings settings)
      throws IOException, BuildException {
    if (plan instanceof ZimPlan zim) {
      try (ZimArchive archive = zim.open()) {
        checkMainPage(settings, archive);
        return SnapshotName.of(archive, plan.location());
      }
    }
    if (settings.policy().layout() != Layout.Name.SITE) {
      throw new BuildException(
          SETTINGS, "--layout zim: not for a dump, which has no such names: " + plan.location());
    }
    return SnapshotName.ofDump(plan.location());
  }

  private static void checkMainPage(Settings settings, ZimArchive archive)
      throws IOException, BuildException {
    Optional<String> title = settings.policy().mainPage();
    if (title.isPresent() && SiteFiles.mainPage(archive, title).isEmpty()) {
      throw new BuildException(SETTINGS, "--main-page " + title.get() + ": no such page");
    }
  }

  private static List<SourceParts> included(Settings settings, List<Source> sources)
      throws BuildException {
    if (settings.policy().sourceFile() == SitePolicy.SourceFile.OMITTED) {
      return List.of();
    }
    if (!settings.verifySource()) {
      throw new BuildException(
          SETTINGS,
          "--include-source needs the source's SHA-256, which --no-verify-source leaves out");
    }
    for (Source source : sources) {
      if (source.plan() instanceof DumpPlan dump && dump.files().size() > 1) {
        throw new BuildException(
            SETTINGS, "--include-source: not for a dump in several files: " + dump.location());
      }
    }
    return SourceParts.of(sources, settings.shardBytes(), settings.profile().chunkBytes());
  }
}
