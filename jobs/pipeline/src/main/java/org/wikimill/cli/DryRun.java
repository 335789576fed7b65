package org.wikimill.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Estimate;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourcePlan;

/** What a build would do, and what it would take. */
record DryRun(BuildPlan plan, Estimate estimate) implements CommonOptions.Result {
  private static final List<Integer> CORES = List.of(2, 16, 64, 256);

  static DryRun of(BuildPlan plan) {
    Output.Sink sink = Output.Sink.of(plan.recipe().sink()).orElseThrow();
    return new DryRun(plan, Estimate.of(plan, sink));
  }

  @Override
  public String text() {
    Stream<String> head =
        Stream.of(
            "snapshot   " + plan.recipe().snapshot(), "output     " + plan.store().location());
    Stream<String> sources = plan.sources().stream().map(Source::plan).flatMap(DryRun::lines);
    Stream<String> media =
        plan.media().stream()
            .map(
                found ->
                    line("media      %,d files, %,d bytes", found.files(), found.lengthBytes()));
    Stream<String> tables =
        plan.tables().files().stream()
            .map(
                input ->
                    line("table      %s, %,d bytes", input.table(), input.file().lengthBytes()));
    return Stream.of(head, sources, media, tables, estimates())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> lines(SourcePlan source) {
    boolean dump = source instanceof DumpPlan;
    return Stream.of(
        line("source     %s, %,d bytes%s", source.location(), source.lengthBytes(), files(source)),
        line(dump ? "entries    about %,d" : "entries    %,d", source.entries()),
        line("clusters   %,d, %,d bytes stored", source.clusters(), source.storedBytes()),
        line("shards     %,d", source.shards()));
  }

  private static String files(SourcePlan source) {
    if (!(source instanceof DumpPlan dump) || dump.files().size() == 1) {
      return "";
    }
    String missing = String.join(", ", dump.missing());
    return line(" in %,d files", dump.files().size())
        + (missing.isEmpty() ? "" : ", without " + missing);
  }

  private Stream<String> estimates() {
    return Stream.of(
        line(
            "content    about %,d bytes, if it is %s times what is stored",
            estimate.contentBytes(), Estimate.CONTENT_BY_STORED),
        line(
            "disk       about %,d bytes for the build, %,d beside it until it is done",
            estimate.outputBytes(), estimate.workBytes()),
        line("shuffle    about %,d bytes in --tmp of all executors", estimate.shuffledBytes()),
        line("tasks      %s", tasks()),
        line("seconds    about %s", seconds()));
  }

  private String tasks() {
    return estimate.stages().stream()
        .map(stage -> line("%,d for %s", stage.tasks(), stage.name()))
        .collect(Collectors.joining(", "));
  }

  private String seconds() {
    return times()
        .map(time -> line("%,.0f on %d cores", time.seconds, time.cores))
        .collect(Collectors.joining(", "));
  }

  private Stream<Time> times() {
    return CORES.stream().map(cores -> new Time(cores, estimate.seconds(cores)));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public Object json() {
    return new Plan(
        plan.recipe(),
        plan.facts(),
        plan.sources().stream().mapToLong(source -> source.plan().clusters()).sum(),
        plan.storedBytes(),
        plan.shards(),
        estimate,
        times().toList());
  }

  private record Plan(
      Recipe recipe,
      List<SourceFacts> sources,
      long clusters,
      long storedBytes,
      int shards,
      Estimate estimate,
      List<Time> times) {}

  private record Time(int cores, double seconds) {}
}
