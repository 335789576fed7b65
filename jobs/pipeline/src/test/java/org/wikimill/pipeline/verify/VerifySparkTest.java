package org.wikimill.pipeline.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.FileRowDraft;
import org.wikimill.pipeline.testing.LocalSpark;

/** A sound build is found sound, and whatever is done to one is found and named. */
class VerifySparkTest {
  private static final String PART = "car/part-00000.car";

  @TempDir private static Path folder;
  private static JavaSparkContext spark;
  private static Path sound;
  private static int copies;

  @BeforeAll
  static void build() throws Exception {
    spark = LocalSpark.open("local[2]");
    sound = folder.resolve("sound");
    SmallBuild.make(spark, sound, CidProfile.named("kubo-0.40"), Output.Sink.CAR);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Path copy() throws IOException {
    return SmallBuild.copy(sound, folder.resolve("copy-" + copies++));
  }

  private static Report verify(Path build) throws IOException {
    return verify(build, 100);
  }

  private static Report verify(Path build, int limit) throws IOException {
    Path tmp = Files.createDirectories(folder.resolve("tmp"));
    Report report = new Verify(SmallBuild.store(build), tmp, limit).run(spark);
    try (Stream<Path> left = Files.list(tmp)) {
      assertThat(left).isEmpty();
    }
    return report;
  }

  private static List<String> filesOf(Report report) {
    return report.first().stream().map(Defect::file).distinct().toList();
  }

  private static List<String> texts(Report report) {
    return report.first().stream().map(Defect::toString).toList();
  }

  @Test
  void soundBuildsOfAllProfilesHaveNoDefects() throws Exception {
    for (String profile : CidProfile.names()) {
      Path build = folder.resolve("sound-" + profile);
      Manifest manifest = SmallBuild.make(spark, build, CidProfile.named(profile), Output.Sink.CAR);
      Report report = verify(build);
      assertThat(texts(report)).as(profile).isEmpty();
      assertThat(report.sound()).isTrue();
      assertThat(report.root()).isEqualTo(manifest.root());
      assertThat(report.total(Total.FILES)).isEqualTo(manifest.files().size());
      assertThat(report.total(Total.BYTES))
          .isEqualTo(manifest.files().stream().mapToLong(FileFact::lengthBytes).sum());
      assertThat(report.total(Total.BLOCKS)).isEqualTo(manifest.counts().blocks());
      assertThat(report.total(Total.BLOCK_BYTES)).isEqualTo(manifest.counts().blockBytes());
      assertThat(report.total(Total.LINKS)).isGreaterThan(report.total(Total.BLOCKS));
      assertThat(report.total(Total.UNLINKED_BLOCKS)).isZero();
    }
  }

  @Test
  void buildWithoutBlocksIsVerifiedByTablesAndTree() throws Exception {
    Path build = folder.resolve("cids-alone");
    CidProfile profile = CidProfile.named("unixfs-v1-2025");
    SmallBuild.make(spark, build, profile, Output.Sink.NONE);
    Report report = verify(build);
    assertThat(texts(report)).isEmpty();
    assertThat(report.total(Total.BLOCKS)).isZero();
    assertThat(report.total(Total.FILE_ROWS)).isPositive();

    Forgery forgery = Forgery.of(build);
    forgery.rows(Tables.FILES, 0, forgery.rows(Tables.FILES, 0).subList(1, 3));
    forgery.sumUp();
    assertThat(texts(verify(build))).anyMatch(t -> t.startsWith("manifest.json: root, expected"));
  }

  @Test
  void everyFlippedByteIsFoundInItsFile() throws Exception {
    Random random = new Random(2);
    for (String name : SmallBuild.files(sound)) {
      Path build = copy();
      byte[] bytes = Files.readAllBytes(build.resolve(name));
      for (int at : positions(bytes.length, random)) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(build.resolve(name), flipped);
        Report report = verify(build);
        assertThat(report.sound()).as("%s at byte %d", name, at).isFalse();
        // Of a manifest and its sum that differ, neither is known to be the right one.
        List<String> named =
            name.equals(Manifest.SUM_NAME)
                ? List.of(Manifest.SUM_NAME, Manifest.NAME)
                : List.of(name);
        assertThat(filesOf(report)).as("%s at byte %d", name, at).containsAnyElementsOf(named);
      }
    }
  }

  private static List<Integer> positions(int length, Random random) {
    List<Integer> positions = new ArrayList<>(List.of(0, length / 2, length - 1));
    for (int i = 0; i < 2; i++) {
      positions.add(random.nextInt(length));
    }
    return positions;
  }

  @Test
  void flippedByteOfABlockIsNamedByItsOffsetAndBothCids() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    var row = forgery.rows(Tables.BLOCKS, 0).get(5);
    byte[] bytes = Files.readAllBytes(build.resolve(row.shard()));
    bytes[(int) row.offset() + row.lengthBytes() - 1] ^= 64;
    Files.write(build.resolve(row.shard()), bytes);
    forgery.sumUp();
    Report report = verify(build);
    assertThat(report.defects()).isEqualTo(1);
    assertThat(texts(report).get(0))
        .startsWith(
            row.shard() + " at byte " + row.offset() + ": bytes of a block, expected " + row.cid())
        .contains("found b");
  }

  @Test
  void everyMissingFileIsNamed() throws Exception {
    for (String name : SmallBuild.files(sound)) {
      Path build = copy();
      Files.delete(build.resolve(name));
      assertThat(texts(verify(build))).contains(name + ": missing, expected a file, found none");
    }
  }

  @Test
  void everyTruncatedFileIsNamed() throws Exception {
    for (String name : SmallBuild.files(sound)) {
      byte[] bytes = Files.readAllBytes(sound.resolve(name));
      for (int length : List.of(bytes.length / 2, bytes.length - 1)) {
        Path build = copy();
        Files.write(build.resolve(name), Arrays.copyOf(bytes, length));
        assertThat(filesOf(verify(build))).as("%s cut to %d", name, length).contains(name);
      }
    }
  }

  @Test
  void strayFilesAreNamed() throws Exception {
    Path build = copy();
    Files.writeString(build.resolve("car/notes.txt"), "stray");
    Files.writeString(build.resolve("car/.part-00000.car.1f.pending"), "stray");
    assertThat(filesOf(verify(build)))
        .containsExactly("car/.part-00000.car.1f.pending", "car/notes.txt");
  }

  @Test
  void swappedCarsAreNamed() throws Exception {
    Path build = copy();
    String other = "car/part-00001.car";
    Path aside = build.resolve("aside");
    Files.move(build.resolve(PART), aside);
    Files.move(build.resolve(other), build.resolve(PART));
    Files.move(aside, build.resolve(other));
    assertThat(filesOf(verify(build))).contains(PART, other);

    Forgery.of(build).sumUp();
    Report summedUp = verify(build);
    assertThat(filesOf(summedUp)).contains(PART + ".idx", other + ".idx");
    assertThat(texts(summedUp)).anyMatch(t -> t.contains("of the index, expected"));
  }

  @Test
  void replacedBlockIsMissedByWhatLinksIt() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    List<Forgery.Block> blocks = forgery.blocks(PART);
    Forgery.Block old = blocks.get(3);
    blocks.set(3, old.altered());
    forgery.blocks(PART, blocks);
    forgery.sumUp();
    Report report = verify(build);
    assertThat(texts(report)).anyMatch(t -> t.contains("expected block " + old.cid()));
    assertThat(report.total(Total.UNLINKED_BLOCKS)).isEqualTo(1);
  }

  @Test
  void replacedBlockAndRowAreFoundByTheRoot() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    List<FileRow> files = forgery.rows(Tables.FILES, 0);
    List<Forgery.Block> blocks = forgery.blocks(PART);
    int block = leafOfOneFile(files, blocks);
    Forgery.Block old = blocks.get(block);
    Forgery.Block altered = old.altered();
    blocks.set(block, altered);
    files.replaceAll(
        row -> row.cid().equals(old.cid()) ? row(row, row.path(), altered.cid()) : row);
    forgery.blocks(PART, blocks);
    forgery.rows(Tables.FILES, 0, files);
    forgery.sumUp();
    Report report = verify(build);
    assertThat(texts(report)).anyMatch(t -> t.startsWith("manifest.json: root, expected b"));
    assertThat(texts(report)).anyMatch(t -> t.contains(": row of directory"));
    assertThat(texts(report)).anyMatch(t -> t.contains(": link, expected block " + old.cid()));
  }

  private static int leafOfOneFile(List<FileRow> files, List<Forgery.Block> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      var cid = blocks.get(i).cid();
      boolean isFile = files.stream().anyMatch(row -> row.cid().equals(cid));
      if (cid.codec().equals(Codec.RAW) && isFile && blocks.get(i).bytes().length > 0) {
        return i;
      }
    }
    throw new AssertionError("no file of one block");
  }

  private static FileRow row(FileRow row, byte[] path, Cid cid) {
    return new FileRowDraft(row).path(path).cid(cid).row();
  }

  @Test
  void deletedRowOfFilesIsFoundByCountAndRoot() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    List<FileRow> files = forgery.rows(Tables.FILES, 0);
    files.remove(2);
    forgery.rows(Tables.FILES, 0, files);
    forgery.sumUp();
    assertThat(texts(verify(build)))
        .anyMatch(t -> t.startsWith("manifest.json: root, expected"))
        .anyMatch(t -> t.startsWith("manifest.json: count of files, expected"));
  }

  @Test
  void pathsThatNoTreeHasAreDefectsAndNoFailures() throws Exception {
    for (String path : List.of("/", "/a/b", "a//b", "a/../b", "a/b/", "")) {
      Path build = copy();
      Forgery forgery = Forgery.of(build);
      List<FileRow> files = forgery.rows(Tables.FILES, 0);
      files.set(0, row(files.get(0), path.getBytes(UTF_8), files.get(0).cid()));
      forgery.rows(Tables.FILES, 0, files);
      forgery.sumUp();
      assertThat(texts(verify(build)))
          .as(path)
          .anyMatch(t -> t.contains(": path, expected ") && t.endsWith(", found " + path));
    }
  }

  @Test
  void namesThatContradictEachOtherAreDefectsAndNoFailures() throws Exception {
    for (boolean below : new boolean[] {false, true}) {
      Path build = copy();
      Forgery forgery = Forgery.of(build);
      List<FileRow> files = forgery.rows(Tables.FILES, 0);
      String first = new String(files.get(0).path(), UTF_8);
      files.set(
          1, row(files.get(1), (below ? first + "/x" : first).getBytes(UTF_8), files.get(1).cid()));
      forgery.rows(Tables.FILES, 0, files);
      forgery.sumUp();
      assertThat(texts(verify(build))).anyMatch(t -> t.startsWith("index/files: paths"));
    }
  }

  @Test
  void changedRowOfDirsIsNamed() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    List<DirRow> dirs = forgery.rows(Tables.DIRS, 0);
    DirRow old = dirs.get(0);
    dirs.set(0, new DirRow(old.path(), old.cid(), old.tsize(), old.entries() + 1, old.sharded()));
    forgery.rows(Tables.DIRS, 0, dirs);
    forgery.sumUp();
    Report report = verify(build);
    assertThat(report.defects()).isEqualTo(1);
    assertThat(texts(report).get(0))
        .startsWith(Tables.DIRS.part("small", 0) + ": row of directory '");
  }

  @Test
  void rowOfABlockThatIsNotThereAndBlockWithoutRowAreNamed() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    var rows = forgery.rows(Tables.BLOCKS, 0);
    var old = rows.get(0);
    rows.set(0, new BlockRow(old.cid(), old.shard(), old.offset() + 1, old.lengthBytes()));
    forgery.rows(Tables.BLOCKS, 0, rows);
    forgery.sumUp();
    assertThat(texts(verify(build)))
        .hasSize(2)
        .anyMatch(t -> t.startsWith(Tables.BLOCKS.part("small", 0) + ": row of a block"))
        .anyMatch(t -> t.startsWith(old.shard() + " at byte " + old.offset() + ": block "));
  }

  @Test
  void foreignBytesUnderTheNameOfATableAreADefectAndNoFailure() throws Exception {
    List<Table<?>> tables = new ArrayList<>(Tables.all());
    tables.remove(Tables.LINKS); // only sites have it
    for (Table<?> table : tables) {
      Path build = copy();
      String name = table.part("small", 0);
      Files.writeString(build.resolve(name), "PAR1 this is no Parquet PAR1");
      Forgery.of(build).sumUp();
      assertThat(texts(verify(build))).anyMatch(t -> t.startsWith(name + ": malformed Parquet"));
    }
    Path build = copy();
    String dirs = Tables.DIRS.part("small", 0);
    Path files = build.resolve(Tables.FILES.part("small", 0));
    Files.copy(files, build.resolve(dirs), StandardCopyOption.REPLACE_EXISTING);
    Forgery.of(build).sumUp();
    assertThat(texts(verify(build))).anyMatch(t -> t.startsWith(dirs + ": malformed Parquet"));
  }

  @Test
  void manifestsThatNoBuildHasAreDefectsAndNoFailures() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    Manifest m = forgery.manifest();
    Recipe r = m.recipe();
    List<FileFact> escaping = new ArrayList<>(m.files());
    escaping.add(new FileFact("car/../../etc/passwd", 1, m.files().get(0).sha256()));
    List<FileFact> twice = new ArrayList<>(m.files());
    twice.add(m.files().get(0));
    List<FileFact> rootless =
        m.files().stream().filter(f -> !f.name().startsWith("car/root.car")).toList();
    List<Manifest> wrong =
        List.of(
            new Manifest("bafy", r, m.sources(), m.counts(), m.files()),
            new Manifest(null, null, null, null, null),
            new Manifest(m.root(), r, m.sources(), Counts.NONE, m.files()),
            new Manifest(m.root(), r, m.sources(), m.counts(), escaping),
            new Manifest(m.root(), r, m.sources(), m.counts(), twice),
            new Manifest(m.root(), r, m.sources(), m.counts(), rootless),
            new Manifest(m.root(), r, m.sources(), m.counts(), List.of()),
            new Manifest(
                m.root(),
                new Recipe(
                    99,
                    r.snapshot(),
                    r.profile(),
                    r.policy(),
                    r.shardBytes(),
                    r.sink(),
                    r.linkTable()),
                m.sources(),
                m.counts(),
                m.files()),
            new Manifest(
                m.root(),
                new Recipe(
                    Recipe.FORMAT,
                    "../x",
                    r.profile(),
                    r.policy(),
                    r.shardBytes(),
                    r.sink(),
                    r.linkTable()),
                m.sources(),
                m.counts(),
                m.files()),
            new Manifest(
                m.root(),
                new Recipe(
                    Recipe.FORMAT,
                    r.snapshot(),
                    r.profile(),
                    r.policy(),
                    r.shardBytes(),
                    "tape",
                    r.linkTable()),
                m.sources(),
                m.counts(),
                m.files()));
    for (Manifest manifest : wrong) {
      forgery.manifest(old -> manifest);
      assertThat(filesOf(verify(build))).as(manifest.toString()).contains(Manifest.NAME);
    }
    for (String json : List.of("", "null", "[]", "{", "{\"root\": 1, \"files\": [null]}")) {
      Files.writeString(build.resolve(Manifest.NAME), json);
      assertThat(filesOf(verify(build))).as(json).contains(Manifest.NAME);
    }
  }

  @Test
  void anotherRootInHeaderOrManifestIsNamed() throws Exception {
    Path build = copy();
    Forgery forgery = Forgery.of(build);
    String other = forgery.rows(Tables.DIRS, 0).get(0).cid().toString();
    forgery.manifest(m -> new Manifest(other, m.recipe(), m.sources(), m.counts(), m.files()));
    assertThat(texts(verify(build)))
        .anyMatch(t -> t.startsWith("manifest.json: root, expected"))
        .anyMatch(t -> t.startsWith("car/root.car at byte 0: roots in the header"));
  }

  @Test
  void allDefectsAreCountedAndTheFirstKept() throws Exception {
    Path build = copy();
    Files.delete(build.resolve(PART));
    Report all = verify(build, 1000);
    assertThat(all.defects()).isGreaterThan(5).isEqualTo(all.first().size());
    Report few = verify(build, 2);
    assertThat(few.defects()).isEqualTo(all.defects());
    assertThat(few.first()).isEqualTo(all.first().subList(0, 2));
    assertThat(few.first().get(0).file()).isEqualTo(PART);
    assertThat(verify(build, 0).first()).isEmpty();
  }
}
