package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.Editions;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/** Snapshots of one wiki have the same files but for what changed in the wiki. */
class EditionsInteropIT {
  private static final Editions EDITIONS = new Editions(1000, 200, 0);

  /** Every twentieth article and picture. */
  private static final int CHANGED = (EDITIONS.articles() + EDITIONS.images()) / 20;

  @TempDir private Path folder;

  private record Content(String cid, String source) {}

  @Test
  void whatDidNotChangeKeepsItsCidAndOnlyTheAboutPagesTellSnapshotsApart() throws Exception {
    Map<String, Content> before;
    Map<String, Content> now;
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      Builds first = site("first", "0");
      Manifest manifest = first.run(spark);
      Builds second = site("second", "0.05").after(Cid.parse(manifest.root()));
      second.run(spark);
      before = files(first);
      now = files(second);
    }

    assertThat(now.keySet()).isEqualTo(before.keySet());
    Set<String> otherSources = new TreeSet<>();
    Set<String> otherCids = new TreeSet<>();
    for (String path : now.keySet()) {
      if (!now.get(path).source.equals(before.get(path).source)) {
        otherSources.add(path);
      }
      if (!now.get(path).cid.equals(before.get(path).cid)) {
        otherCids.add(path);
      }
    }
    assertThat(otherCids).isEqualTo(otherSources);
    Set<String> ours = new TreeSet<>(otherCids);
    ours.removeIf(path -> path.startsWith("wiki/"));
    assertThat(ours).containsExactly("about.html", "about.json");
    // The landing page shows an article that changed.
    assertThat(otherCids).hasSize(CHANGED + ours.size() + 1).contains("wiki/index.html");
  }

  private Builds site(String name, String change) {
    Path archive = folder.resolve(name + ".zim");
    EDITIONS.grow(archive, change);
    return Builds.of(archive, folder.resolve(name)).layout(Layout.Name.SITE);
  }

  private static Map<String, Content> files(Builds builds) throws IOException {
    Map<String, Content> files = new TreeMap<>();
    for (Group row : ParquetRows.of(builds.out(), "files")) {
      Content content = new Content(row.getString("cid", 0), row.getString("source_sha256", 0));
      files.put(row.getString("path", 0), content);
    }
    return files;
  }
}
