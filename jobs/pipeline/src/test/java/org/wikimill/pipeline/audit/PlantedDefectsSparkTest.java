package org.wikimill.pipeline.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.SmallBuild;

/** Defects planted in a copy of a real index are all found, each once, each with its cause. */
class PlantedDefectsSparkTest {
  private static final int OF_EACH_KIND = 3;

  @TempDir private static Path folder;
  private static JavaSparkContext spark;
  private static FinishedBuild sound;

  @BeforeAll
  static void build() throws Exception {
    spark = LocalSpark.open("local[2]");
    Path out = folder.resolve("sound");
    SmallBuild.make(spark, out, CidProfile.named("kubo-0.40"), Output.Sink.CAR);
    sound = FinishedBuild.in(store(out));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static LocalStore store(Path folder) {
    return new LocalStore(folder, Durability.CACHED);
  }

  /** What is done to a row, and the cause that this must be told with. */
  private enum Kind {
    GONE(Cause.ONLY_IN_A) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {}
    },
    STRAY(Cause.ONLY_IN_B) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(row);
        rows.add(new Draft(row).path(stray(row)).row());
      }
    },
    OTHER_SOURCE(Cause.SOURCE) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).cid().sha256().source().row());
      }
    },
    OTHER_REWRITING(Cause.REWRITING) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).cid().sha256().row());
      }
    },
    OTHER_CHUNKS(Cause.CHUNKING) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).cid().row());
      }
    },
    MADE_AN_ALIAS(Cause.ALIAS) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).alias().row());
      }
    },
    OTHER_TITLE(Cause.METADATA) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).title().row());
      }
    },
    OTHER_REVISION(Cause.METADATA) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).revision().row());
      }
    },
    WRONG_SUM(Cause.CONTRADICTION) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).sha256().row());
      }
    },
    WRONG_TSIZE(Cause.CONTRADICTION) {
      @Override
      void plant(FileRow row, List<FileRow> rows) {
        rows.add(new Draft(row).tsize().row());
      }
    };

    private final Cause cause;

    Kind(Cause cause) {
      this.cause = cause;
    }

    abstract void plant(FileRow row, List<FileRow> rows);

    /** The path that differs then. */
    String path(FileRow row) {
      return new String(this == STRAY ? stray(row) : row.path(), UTF_8);
    }

    private static byte[] stray(FileRow row) {
      return (new String(row.path(), UTF_8) + "!").getBytes(UTF_8);
    }
  }

  /** A row that is changed. */
  private static final class Draft {
    private static final byte[] OTHER_SUM = new byte[32];

    private final FileRow of;
    private byte[] path;
    private Cid cid;
    private long tsize;
    private byte[] sha256;
    private String title;
    private byte[] source;
    private String alias;
    private Long revision;

    Draft(FileRow of) {
      this.of = of;
      this.path = of.path();
      this.cid = of.cid();
      this.tsize = of.tsize();
      this.sha256 = of.sha256();
      this.title = of.title();
      this.source = of.sourceSha256();
      this.alias = of.aliasOf();
      this.revision = of.revisionId();
    }

    Draft path(byte[] other) {
      path = other;
      return this;
    }

    Draft cid() {
      cid = Cid.sha256(1, Codec.DAG_PB, OTHER_SUM);
      return this;
    }

    Draft tsize() {
      tsize++;
      return this;
    }

    Draft sha256() {
      sha256 = OTHER_SUM;
      return this;
    }

    Draft title() {
      title += "!";
      return this;
    }

    Draft source() {
      source = OTHER_SUM;
      return this;
    }

    Draft alias() {
      alias = "elsewhere";
      return this;
    }

    Draft revision() {
      revision = 7L;
      return this;
    }

    FileRow row() {
      return new FileRow(
          path,
          cid,
          tsize,
          of.sizeBytes(),
          sha256,
          of.mime(),
          title,
          of.sourceEntry(),
          source,
          alias,
          of.pageId(),
          revision);
    }
  }

  private static List<FileRow> rows() throws IOException {
    List<FileRow> rows = new ArrayList<>();
    for (FileFact part : sound.parts(Tables.FILES)) {
      try (TableReader<FileRow> reader =
          TableReader.open(sound.store().open(part.name()), Tables.FILES)) {
        for (Optional<FileRow> row = reader.next(); row.isPresent(); row = reader.next()) {
          rows.add(row.get());
        }
      }
    }
    return rows;
  }

  /** A copy of the build with that index, its manifest's sums in order. */
  private static FinishedBuild harmed(Path out, List<FileRow> rows) throws IOException {
    SmallBuild.copy(folder.resolve("sound"), out);
    LocalStore store = store(out);
    FileFact made;
    try (TablePart<FileRow> part = TablePart.create(store, Tables.FILES, "small", 0, rows.size())) {
      for (FileRow row : rows) {
        part.add(row);
      }
      made = part.commit();
    }
    Manifest manifest = sound.manifest();
    List<FileFact> files =
        manifest.files().stream()
            .map(file -> file.name().equals(made.name()) ? made : file)
            .toList();
    Json.write(
        store,
        new Manifest(
            manifest.root(), manifest.recipe(), manifest.sources(), manifest.counts(), files));
    return FinishedBuild.in(store);
  }

  @Test
  void allAreFoundOnceWithTheirCauses() throws Exception {
    List<FileRow> rows = rows();
    assertThat(sound.parts(Tables.FILES)).hasSize(1);
    Map<Integer, Kind> planted = new TreeMap<>();
    List<Integer> ofTheirOwn = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).aliasOf() == null) {
        ofTheirOwn.add(i);
      }
    }
    Collections.shuffle(ofTheirOwn, new Random(8));
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < OF_EACH_KIND; i++) {
        planted.put(ofTheirOwn.remove(0), kind);
      }
    }
    List<FileRow> harmed = new ArrayList<>();
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      FileRow row = rows.get(i);
      Kind kind = planted.get(i);
      if (kind == null) {
        harmed.add(row);
      } else {
        kind.plant(row, harmed);
        expected.put(kind.path(row), kind.cause.text());
      }
    }
    Path out = folder.resolve("out");
    Store store = store(out);
    AuditReport report =
        new Audit(
                sound,
                harmed(folder.resolve("harmed"), harmed),
                Optional.of(store),
                AuditLimits.ofSamples(10))
            .run(spark);

    List<Group> found = ParquetRows.of(out, "differences");
    Map<String, String> causes = new TreeMap<>();
    found.forEach(row -> causes.put(row.getString("path", 0), row.getString("cause", 0)));
    assertThat(causes).isEqualTo(expected);
    assertThat(found).hasSize(expected.size());
    assertThat(report.differingPaths()).isEqualTo(expected.size());
    assertThat(report.samePaths()).isEqualTo(rows.size() - expected.size() + OF_EACH_KIND);
    assertThat(report.equal()).isFalse();
  }
}
