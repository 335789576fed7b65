package org.wikimill.pipeline.rebuild;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.SiteNotice.Robots;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.build.SitePolicy;
import org.wikimill.pipeline.build.SnapshotName;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.TableFacts;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.source.DumpPolicy;

/** The settings of a build, as the recipe in its manifest has them. */
final class RecordedSettings {
  private final FinishedBuild build;
  private final Recipe recipe;

  private RecordedSettings(FinishedBuild build) {
    this.build = build;
    this.recipe = build.manifest().recipe();
  }

  /**
   * The settings that make a build once more.
   *
   * @throws BuildException if this version makes another format, or a part of the source is not
   *     given
   * @throws MalformedInputException if the recipe is none
   */
  static Settings of(FinishedBuild build, RebuildSettings how)
      throws BuildException, MalformedInputException {
    RecordedSettings recorded = new RecordedSettings(build);
    recorded.checkFormat();
    recorded.checkParts(how);
    try {
      return recorded.settings(how);
    } catch (IllegalArgumentException e) {
      throw recorded.malformed("values that a build may have", e.getMessage());
    }
  }

  /** The sink that holds as much as can be compared: no node is written to. */
  static Output.Sink sink(Recipe recipe) {
    boolean cars = Output.Sink.of(recipe.sink()).map(Output.Sink::hasCars).orElse(false);
    return cars ? Output.Sink.CAR : Output.Sink.NONE;
  }

  private void checkFormat() throws BuildException {
    if (recipe.format() != Recipe.FORMAT) {
      throw refused(
          String.format(
              Locale.ROOT,
              "was made by format %d, and this version of wikimill makes format %d, which gives"
                  + " other bytes: rebuild it with a version that makes format %d",
              recipe.format(),
              Recipe.FORMAT,
              recipe.format()));
    }
  }

  private void checkParts(RebuildSettings how) throws BuildException {
    Recipe.Dumps dumps = recipe.policy().dumps();
    boolean media = dumps != null && dumps.media() != null;
    if (media != how.media().isPresent()) {
      throw refused(
          media ? "has original files: --media DIR" : "has no original files: no --media");
    }
    List<TableFacts> tables = build.manifest().tableFacts();
    if (tables.isEmpty() != how.tables().isEmpty()) {
      String names = tables.stream().map(TableFacts::table).collect(Collectors.joining(", "));
      throw refused(
          tables.isEmpty()
              ? "has no tables of dumps: no --sql, no --media-info"
              : "has tables of dumps: --sql, --media-info of " + names);
    }
  }

  private Settings settings(RebuildSettings how) throws MalformedInputException {
    CidProfile profile = CidProfile.named(given("profile.name", recipe.profile().name()));
    if (!profile.equals(recipe.profile())) {
      throw malformed(profile.toString(), recipe.profile().toString());
    }
    if (!SnapshotName.isValid(recipe.snapshot())) {
      throw malformed("the name of a snapshot", recipe.snapshot());
    }
    return new Settings(
        how.sources(),
        Optional.of(how.out()),
        Optional.of(recipe.snapshot()),
        profile,
        policy(recipe.policy()),
        how.media(),
        how.tables(),
        recipe.shardBytes(),
        sink(recipe),
        Settings.ToNodes.NONE,
        LinkTable.valueOf(upper("link_table", recipe.linkTable())),
        how.durability(),
        build.manifest().counts().errors(),
        Optional.empty(),
        how.resume(),
        false,
        wasVerified(),
        how.hadoop());
  }

  /** Whether the sums of its sources are known: then they are those of the new manifest too. */
  private boolean wasVerified() {
    return build.manifest().sources().stream()
        .map(Manifest.Source::sums)
        .allMatch(sums -> sums.sha256() != null);
  }

  private static SitePolicy policy(Recipe.Policy policy) {
    Recipe.Dumps dumps = policy.dumps();
    return new SitePolicy(
        Layout.Name.valueOf(upper("policy.layout", policy.layout())),
        Redirects.valueOf(upper("policy.redirects", policy.redirects())),
        Optional.ofNullable(policy.mainPage()),
        SitePolicy.SourceFile.valueOf(upper("policy.source_file", policy.sourceFile())),
        new SitePolicy.Imprint(
            Optional.ofNullable(policy.publisher()),
            Optional.ofNullable(policy.contact()),
            Robots.valueOf(upper("policy.robots", policy.robots()))),
        new SitePolicy.History(
            Optional.ofNullable(policy.previous()).map(Cid::parse),
            Optional.ofNullable(policy.archiveUrl())),
        dumps == null
            ? DumpPolicy.DEFAULT
            : new DumpPolicy(
                given("policy.dumps.namespaces", dumps.namespaces()),
                DumpPolicy.Truncated.valueOf(upper("policy.dumps.truncated", dumps.truncated()))));
  }

  private static String upper(String field, String text) {
    return given(field, text).toUpperCase(Locale.ROOT);
  }

  private static <T> T given(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException("no " + field);
    }
    return value;
  }

  private BuildException refused(String why) {
    return new BuildException(SETTINGS, build.store().location() + " " + why);
  }

  private MalformedInputException malformed(String expected, String found) {
    String file = build.store().location() + "/" + Manifest.NAME;
    return new MalformedInputException("not a recipe", file, -1, expected, found + "");
  }
}
