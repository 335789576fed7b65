package org.wikimill.pipeline.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.TableFacts;

/** What two manifests alone tell of the builds that they are those of. */
record ManifestComparison(FinishedBuild a, FinishedBuild b) {
  private static final String SITE = Layout.Name.SITE.name().toLowerCase(Locale.ROOT);

  /** Whether root and tables are the same, which leaves nothing to look for. */
  boolean provesEqual() {
    return sameRoot() && tables().stream().allMatch(AuditReport.TableState::same);
  }

  boolean sameRoot() {
    return a.manifest().root().equals(b.manifest().root());
  }

  /** What differs between the recipes, a line each. */
  List<String> recipe() {
    return a.manifest().recipe().differences(b.manifest().recipe());
  }

  /** What differs between the sources, a line each, directory by directory. */
  List<String> sources() {
    Map<String, Manifest.Source> ofA = byDirectory(a);
    Map<String, Manifest.Source> ofB = byDirectory(b);
    TreeSet<String> directories = new TreeSet<>(ofA.keySet());
    directories.addAll(ofB.keySet());
    List<String> lines = new ArrayList<>();
    for (String directory : directories) {
      String prefix = directory.isEmpty() ? "" : directory + ": ";
      differences(ofA.get(directory), ofB.get(directory)).forEach(l -> lines.add(prefix + l));
    }
    if (!tableFacts(a).equals(tableFacts(b))) {
      lines.add("--sql, --media-info were " + tableFacts(a) + ", are now " + tableFacts(b));
    }
    return lines;
  }

  /** What of that decides what lies behind a cause. */
  Circumstances circumstances() {
    Recipe ofA = a.manifest().recipe();
    Recipe ofB = b.manifest().recipe();
    Set<Detail> recipe = EnumSet.noneOf(Detail.class);
    if (ofA.format() != ofB.format()) {
      recipe.add(Detail.FORMAT);
    }
    if (!ofA.policy().equals(ofB.policy())) {
      recipe.add(Detail.POLICY);
    }
    if (!ofA.profile().equals(ofB.profile())) {
      recipe.add(Detail.PROFILE);
    }
    boolean site = SITE.equals(ofA.policy().layout()) && SITE.equals(ofB.policy().layout());
    return new Circumstances(recipe, otherSources(), site);
  }

  /** The directories whose sources differ. */
  private List<String> otherSources() {
    Map<String, Manifest.Source> ofA = byDirectory(a);
    Map<String, Manifest.Source> ofB = byDirectory(b);
    TreeSet<String> directories = new TreeSet<>(ofA.keySet());
    directories.addAll(ofB.keySet());
    directories.removeIf(
        dir ->
            ofA.containsKey(dir)
                && ofB.containsKey(dir)
                && differences(ofA.get(dir), ofB.get(dir)).isEmpty());
    return List.copyOf(directories);
  }

  private static List<TableFacts> tableFacts(FinishedBuild build) {
    return build.manifest().tableFacts();
  }

  private static List<String> differences(Manifest.Source a, Manifest.Source b) {
    if (a == null || b == null) {
      SourceFacts facts = Objects.requireNonNullElse(a, b).facts();
      String told =
          facts.dump() == null
              ? "archive of UUID " + facts.uuid()
              : "dump of fingerprint " + facts.dump().fingerprint();
      return List.of("only in " + (b == null ? "A" : "B") + ": " + told);
    }
    List<String> lines = new ArrayList<>(a.facts().differences(b.facts()));
    String sumA = a.sums().sha256();
    String sumB = b.sums().sha256();
    if (sumA != null && sumB != null && !sumA.equals(sumB)) {
      lines.add("source SHA-256 was " + sumA + ", is now " + sumB);
    }
    return lines;
  }

  private static Map<String, Manifest.Source> byDirectory(FinishedBuild build) {
    Map<String, Manifest.Source> sources = new TreeMap<>();
    build.manifest().sources().forEach(source -> sources.put(source.facts().directory(), source));
    return sources;
  }

  /** The tables that a pair of such recipes may be expected to have in common. */
  List<AuditReport.TableState> tables() {
    List<AuditReport.TableState> states = new ArrayList<>();
    for (Table<?> table : Tables.all()) {
      if (expected(table)) {
        states.add(state(table));
      }
    }
    if (tableFacts(a).equals(tableFacts(b))) {
      JoinedTables.all().stream()
          .filter(table -> !sums(a, table).isEmpty() || !sums(b, table).isEmpty())
          .map(this::state)
          .forEach(states::add);
    }
    return states;
  }

  private AuditReport.TableState state(Table<?> table) {
    return new AuditReport.TableState(table.name(), sums(a, table).equals(sums(b, table)));
  }

  private boolean expected(Table<?> table) {
    if (table.equals(Tables.LINKS)) {
      return Objects.equals(a.manifest().recipe().linkTable(), b.manifest().recipe().linkTable());
    }
    return !table.equals(Tables.BLOCKS) || sameBlocksExpected();
  }

  /** Where blocks lie follows from the size of shards as well. */
  private boolean sameBlocksExpected() {
    Recipe ofA = a.manifest().recipe();
    Recipe ofB = b.manifest().recipe();
    return ofA.shardBytes() == ofB.shardBytes() && ofA.sink().equals(ofB.sink());
  }

  private static List<String> sums(FinishedBuild build, Table<?> table) {
    return build.parts(table).stream().map(FileFact::sha256).toList();
  }
}
