package org.wikimill.pipeline.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkCounts;

/** What a record holds is in its JSON, and comes back. */
class JsonTest {
  @TempDir private Path folder;

  private static Manifest manifest(CidProfile profile) {
    return new Manifest(
        "bafkqaaa",
        new Recipe(
            1, "name", profile, Recipe.Policy.plain("zim", "link"), 1 << 20, "car", "omitted"),
        List.of(
            new Manifest.Source(
                SourceFacts.archive("", 5, "00ff", 30),
                new SourceSums("ab", SourceSums.Checksum.VERIFIED, List.of()))),
        new Counts(1, 2, 3, 4, 5, 6, 61, 7, 8, 9, 10, 11, 12, new LinkCounts(13, 14, 15, 16)),
        List.of(new FileFact("car/part-00000.car", 11, "cd")));
  }

  @Test
  void manifestsOfAllProfilesComeBack() throws Exception {
    LocalStore store = new LocalStore(folder, Durability.CACHED);
    for (String name : CidProfile.names()) {
      Manifest manifest = manifest(CidProfile.named(name));
      Json.write(store, manifest);
      assertThat(Json.read(store, Manifest.NAME, Manifest.class)).isEqualTo(manifest);
    }
  }

  @Test
  void fieldsStandInTheOrderOfTheRecord() throws Exception {
    String json = new String(Json.bytes(manifest(CidProfile.named("kubo-0.40"))), UTF_8);
    assertThat(json)
        .containsSubsequence(
            "\"root\"",
            "\"recipe\"",
            "\"snapshot\"",
            "\"shard_bytes\"",
            "\"sources\"",
            "\"uuid\"",
            "\"sums\"",
            "\"counts\"",
            "\"not_served\"",
            "\"files\"",
            "\"length_bytes\" : 11")
        .doesNotContain("\"entries\" : 21")
        .endsWith("\n");
  }
}
