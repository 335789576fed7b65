package org.wikimill.pipeline.rebuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.joined.TableInputs;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.source.DumpFile;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceInputs;

/**
 * Sources that are at hand, held against those that a manifest tells of: what differs, a line each.
 */
final class SourceComparison {
  private final Manifest manifest;
  private final BuildPlan plan;

  SourceComparison(Manifest manifest, BuildPlan plan) {
    this.manifest = manifest;
    this.plan = plan;
  }

  /** What headers, lengths and names tell. */
  List<String> facts() {
    TreeMap<String, SourceFacts> recorded = new TreeMap<>();
    manifest.sources().forEach(s -> recorded.put(s.facts().directory(), s.facts()));
    TreeMap<String, SourceFacts> given = new TreeMap<>();
    plan.facts().forEach(facts -> given.put(facts.directory(), facts));
    TreeSet<String> directories = new TreeSet<>(recorded.keySet());
    directories.addAll(given.keySet());
    List<String> lines = new ArrayList<>();
    for (String directory : directories) {
      String prefix = directory.isEmpty() ? "" : directory + ": ";
      SourceFacts before = recorded.get(directory);
      SourceFacts now = given.get(directory);
      if (before == null || now == null) {
        lines.add(prefix + (now == null ? "a source that is not given" : "a source too many"));
      } else {
        before.differences(now).forEach(line -> lines.add(prefix + line));
      }
    }
    if (!manifest.tableFacts().equals(plan.tableFacts())) {
      lines.add(
          "--sql, --media-info were " + manifest.tableFacts() + ", are now " + plan.tableFacts());
    }
    lines.addAll(withSinkOfPlan(manifest.recipe()).differences(plan.recipe()));
    return lines;
  }

  /** Original files are a part of the recipe; where blocks go is no matter of the source. */
  private Recipe withSinkOfPlan(Recipe recipe) {
    return new Recipe(
        recipe.format(),
        recipe.snapshot(),
        recipe.profile(),
        recipe.policy(),
        recipe.shardBytes(),
        plan.recipe().sink(),
        recipe.linkTable());
  }

  /** What their bytes tell, all of which are read, where the manifest knows their sums. */
  List<String> sums() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < plan.sources().size(); i++) {
      Source source = plan.sources().get(i);
      SourceSums recorded = manifest.sources().get(i).sums();
      if (recorded.sha256() != null) {
        String prefix = source.directory().isEmpty() ? "" : source.directory() + ": ";
        differences(recorded, sums(source)).forEach(line -> lines.add(prefix + line));
      }
    }
    List<TableInputs.Input> tables = plan.tables().files();
    for (int i = 0; i < tables.size(); i++) {
      SourceSums recorded = manifest.tables().sources().get(i).sums();
      if (recorded.sha256() != null) {
        String table = tables.get(i).table() + ": ";
        differences(recorded, sums(tables.get(i).file())).forEach(line -> lines.add(table + line));
      }
    }
    return lines;
  }

  private static List<String> differences(SourceSums before, SourceSums now) {
    if (before.sha256().equals(now.sha256())) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("source SHA-256 was " + before.sha256() + ", is now " + now.sha256());
    for (int i = 0; i < Math.min(before.files().size(), now.files().size()); i++) {
      String was = before.files().get(i).sha256();
      String is = now.files().get(i).sha256();
      if (!was.equals(is)) {
        lines.add("SHA-256 of file " + (i + 1) + " was " + was + ", is now " + is);
      }
    }
    return lines;
  }

  /** No checksum that a source states of itself is compared: the manifest's sums say more. */
  private static SourceSums sums(Source source) throws IOException {
    if (source.plan() instanceof DumpPlan dump) {
      SourceSums.Reading reading = new SourceSums.Reading(dump.files().size());
      for (DumpFile file : dump.files()) {
        try (PositionedInput input = dump.open(file)) {
          reading.add(input, Optional.empty());
        }
      }
      return reading.sums();
    }
    SourceSums.Reading reading = new SourceSums.Reading(1);
    try (PositionedInput input = source.plan().input()) {
      reading.add(input, Optional.empty());
    }
    return reading.sums();
  }

  private SourceSums sums(DumpFile file) throws IOException {
    SourceSums.Reading reading = new SourceSums.Reading(1);
    try (PositionedInput input = SourceInputs.open(file.location(), plan.tables().sql().hadoop())) {
      reading.add(input, Optional.empty());
    }
    return reading.sums();
  }
}
