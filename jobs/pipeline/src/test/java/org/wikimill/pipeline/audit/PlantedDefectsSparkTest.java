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
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
import org.wikimill.pipeline.testing.FileRowDraft;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.SmallBuild;

/** Defects planted in a copy of a real index are all found, each once, each with its cause. */
class PlantedDefectsSparkTest {
  private static final int OF_EACH_KIND = 3;
  private static final byte[] SUM = new byte[32];
  private static final Cid OTHER = Cid.sha256(1, Codec.DAG_PB, SUM);

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
    GONE(Cause.ONLY_IN_A, row -> List.of()),
    STRAY(Cause.ONLY_IN_B, row -> List.of(row, new FileRowDraft(row).path(stray(row)).row())),
    OTHER_SOURCE(Cause.SOURCE, changed(draft -> draft.cid(OTHER).sha256(SUM).sourceSha256(SUM))),
    OTHER_REWRITING(Cause.REWRITING, changed(draft -> draft.cid(OTHER).sha256(SUM))),
    OTHER_CHUNKS(Cause.CHUNKING, changed(draft -> draft.cid(OTHER))),
    MADE_AN_ALIAS(Cause.ALIAS, changed(draft -> draft.aliasOf("elsewhere"))),
    OTHER_TITLE(
        Cause.METADATA, row -> List.of(new FileRowDraft(row).title(row.title() + "!").row())),
    OTHER_REVISION(Cause.METADATA, changed(draft -> draft.revisionId(7))),
    WRONG_SUM(Cause.CONTRADICTION, changed(draft -> draft.sha256(SUM))),
    WRONG_TSIZE(
        Cause.CONTRADICTION, row -> List.of(new FileRowDraft(row).tsize(row.tsize() + 1).row()));

    private final Cause cause;

    /** What stands in the index instead of a row. */
    private final Function<FileRow, List<FileRow>> plant;

    Kind(Cause cause, Function<FileRow, List<FileRow>> plant) {
      this.cause = cause;
      this.plant = plant;
    }

    private static Function<FileRow, List<FileRow>> changed(UnaryOperator<FileRowDraft> change) {
      return row -> List.of(change.apply(new FileRowDraft(row)).row());
    }

    /** The path that differs then. */
    String path(FileRow row) {
      return new String(this == STRAY ? stray(row) : row.path(), UTF_8);
    }

    private static byte[] stray(FileRow row) {
      return (new String(row.path(), UTF_8) + "!").getBytes(UTF_8);
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
        harmed.addAll(kind.plant.apply(row));
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
