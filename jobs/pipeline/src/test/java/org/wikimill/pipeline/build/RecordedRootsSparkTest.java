package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.testing.Shared;

/**
 * The roots of real archives are those that IPFS nodes gave, and every byte of a build is the same
 * on one core or four, in another locale and time zone.
 */
class RecordedRootsSparkTest {
  @TempDir private Path folder;

  private record Case(Path archive, String redirects, String profile, String root) {
    @Override
    public String toString() {
      return archive.getParent().getFileName()
          + "/"
          + archive.getFileName()
          + " "
          + redirects
          + " "
          + profile;
    }
  }

  @Test
  void rootsAreThoseOfIpfsNodesAndBytesDoNotDependOnCoresLocaleOrTimeZone() throws Exception {
    List<Case> cases = cases(Shared.require());
    Map<String, String> onOneCore = manifests(cases, "local[1]");
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(new Locale.Builder().setLanguage("tr").setRegion("TR").build());
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(manifests(cases, "local[4]")).isEqualTo(onOneCore);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /** Builds every case; returns the manifests, which hold the SHA-256 of every file. */
  private Map<String, String> manifests(List<Case> cases, String master) throws Exception {
    Map<String, String> manifests = new TreeMap<>();
    try (JavaSparkContext spark = LocalSpark.open(master)) {
      for (Case c : cases) {
        Path out = folder.resolve(master + "-" + manifests.size());
        Manifest manifest =
            Builds.of(c.archive, out)
                .profile(c.profile)
                .redirects(Redirects.valueOf(c.redirects.toUpperCase(Locale.ROOT)))
                .shardBytes(64 << 10)
                .run(spark);
        assertThat(manifest.root()).as("%s on %s", c, master).isEqualTo(c.root);
        assertThat(manifest.files()).as("%s", c).hasSizeGreaterThan(8);
        String json = Files.readString(out.resolve(Manifest.NAME));
        assertThat(json).contains(c.root, manifest.files().get(0).sha256());
        manifests.put(c.toString(), json);
      }
    }
    return manifests;
  }

  private static List<Case> cases(Path shared) throws Exception {
    JsonNode recorded =
        new ObjectMapper().readTree(shared.resolve("vectors/zim-roots.json").toFile());
    List<Case> cases = new ArrayList<>();
    for (JsonNode build : recorded) {
      Path archive = archive(shared, build.get("zim").asText(), build.get("sha256").asText());
      build
          .get("roots")
          .properties()
          .forEach(
              root ->
                  cases.add(
                      new Case(
                          archive,
                          build.get("redirects").asText(),
                          root.getKey(),
                          root.getValue().asText())));
    }
    assertThat(cases).hasSizeGreaterThan(100);
    return cases;
  }

  /** The archive of that name and sum: two folders of the test suite have files of one name. */
  private static Path archive(Path shared, String name, String sha256) throws Exception {
    try (java.util.stream.Stream<Path> files = Files.walk(shared.resolve("zims"))) {
      for (Path file : files.filter(f -> f.endsWith(name)).sorted().toList()) {
        if (name.endsWith(".zimaa") || sha256(file).equals(sha256)) {
          return file;
        }
      }
    }
    throw new AssertionError("no archive " + name);
  }

  private static String sha256(Path file) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
