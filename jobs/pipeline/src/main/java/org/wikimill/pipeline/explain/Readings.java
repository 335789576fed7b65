package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.explain.Explanation.Origin;
import org.wikimill.pipeline.explain.Explanation.Reading;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourcePlan;

/** Asks the source itself where a file comes from. */
final class Readings {
  private final FinishedBuild build;
  private final Lookup lookup;
  private final Request request;

  /**
   * @param request names the source
   */
  Readings(FinishedBuild build, Lookup lookup, Request request) {
    this.build = build;
    this.lookup = lookup;
    this.request = request;
  }

  /**
   * What the source says of a file; of what is no entry's, why it says nothing.
   *
   * @param source that of the file
   * @param broken takes a line for each thing that is not as the tables say
   * @throws BuildException if the source that is named is another
   */
  Reading of(FileRow row, Origin origin, Optional<Manifest.Source> source, List<String> broken)
      throws IOException, BuildException {
    return switch (origin.way()) {
      case FORWARD -> Reading.none("a page that the build made, to lead to the redirect's target");
      case MADE -> Reading.none("made by the build, of no entry");
      case SOURCE -> Reading.none("the source itself, as it is");
      case RENDERED, ENTRY, ALIAS -> read(row, source.orElseThrow().facts(), broken);
    };
  }

  private Reading read(FileRow row, SourceFacts facts, List<String> broken)
      throws IOException, BuildException {
    Source source = new Source(plan(), facts.directory(), "", 0);
    List<String> differences = facts.differences(BuildPlan.facts(source));
    if (!differences.isEmpty()) {
      throw new BuildException(
          SETTINGS,
          "--source " + location() + " is another one: " + String.join("; ", differences));
    }
    FileRow original = original(row);
    if (source.plan() instanceof DumpPlan dump) {
      if (original.pageId() == null) {
        return Reading.none("leads to what the build made, of no page");
      }
      return new DumpReader(dump).read(original, ranges(original, source), broken);
    }
    String folder = facts.directory().isEmpty() ? "" : facts.directory() + "/";
    String name = row.sourceEntry().substring(folder.length());
    byte[] place = original.path();
    int start = folder.getBytes(UTF_8).length;
    try (ArchiveReader reader =
        ArchiveReader.open(location(), build.manifest().recipe().policy(), request.limit())) {
      return reader.read(row, name, Arrays.copyOfRange(place, start, place.length), broken);
    }
  }

  private String location() {
    return request.source().orElseThrow();
  }

  private SourcePlan plan() throws IOException, BuildException {
    List<String> files = Locations.expand(List.of(location()), HadoopSettings.NONE.configuration());
    List<List<String>> sources = SourcePlan.sources(files);
    if (sources.size() != 1) {
      throw new BuildException(SETTINGS, "--source " + location() + ": not one source");
    }
    DumpPolicy asFarAsItGoes = new DumpPolicy(List.of(), Truncated.ALLOWED);
    long shardBytes = build.manifest().recipe().shardBytes();
    return SourcePlan.of(sources.get(0), shardBytes, asFarAsItGoes, HadoopSettings.NONE);
  }

  /** The ranges whose shards have the file, if there is one source: a range is a shard. */
  private Set<Integer> ranges(FileRow row, Source source) throws IOException {
    if (build.manifest().sources().size() > 1) {
      return Set.of();
    }
    Set<String> cars = new HashSet<>();
    lookup.ofCid(Tables.BLOCKS, row.cid(), BlockRow::cid, block -> cars.add(block.shard()));
    return IntStream.range(0, source.plan().shards())
        .filter(shard -> cars.contains(source.car(shard)))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The file that an alias repeats: pages were edited to stand there. */
  private FileRow original(FileRow row) throws IOException {
    return row.aliasOf() == null ? row : lookup.file(row.aliasOf().getBytes(UTF_8)).orElse(row);
  }
}
