package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.source.SourcePlan;

/**
 * A build before it starts: from header and pointers alone.
 *
 * @param source how the archive is cut
 * @param facts the archive
 * @param recipe everything besides the source that decides what is made
 * @param store where it is made
 */
public record BuildPlan(SourcePlan source, SourceFacts facts, Recipe recipe, Store store) {

  public static BuildPlan of(Settings settings) throws IOException {
    SourcePlan source = SourcePlan.of(settings.source(), settings.shardBytes());
    SourceFacts facts =
        new SourceFacts("zim", source.lengthBytes(), source.uuid(), source.entries());
    String snapshot;
    try (ZimArchive archive = source.open()) {
      snapshot =
          settings.snapshot().isPresent()
              ? settings.snapshot().get()
              : SnapshotName.of(archive, settings.source());
    }
    Recipe recipe =
        new Recipe(
            Recipe.FORMAT,
            snapshot,
            settings.profile(),
            new Recipe.Policy("zim", lower(settings.redirects())),
            settings.shardBytes(),
            settings.sink().text());
    Path folder = settings.out().orElse(Path.of(snapshot));
    return new BuildPlan(source, facts, recipe, new LocalStore(folder, settings.durability()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
