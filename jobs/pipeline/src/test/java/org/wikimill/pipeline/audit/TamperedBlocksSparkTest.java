package org.wikimill.pipeline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.evidence.TamperedBlock;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.SmallBuild;

/** Blocks that do not hash to their CIDs are found wherever they are, and told by path. */
class TamperedBlocksSparkTest {
  private static final AuditLimits ALL_BLOCKS =
      AuditLimits.ofSamples(5).reading(AuditLimits.Blocks.ALL);

  @TempDir private static Path folder;
  private static JavaSparkContext spark;
  private static Path sound;
  private static Map<String, String> cids;

  @BeforeAll
  static void build() throws Exception {
    spark = LocalSpark.open("local[2]");
    sound = folder.resolve("sound");
    SmallBuild.make(spark, sound, CidProfile.named("kubo-0.40"), Output.Sink.CAR);
    cids = new TreeMap<>();
    for (String table : List.of("files", "dirs")) {
      for (Group row : ParquetRows.of(sound, table)) {
        cids.put(row.getString("path", 0), row.getString("cid", 0));
      }
    }
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static FinishedBuild in(Path build) throws IOException {
    return FinishedBuild.in(new LocalStore(build, Durability.CACHED));
  }

  private static AuditReport audit(Path a, Path b) throws IOException {
    return new Audit(in(a), in(b), Optional.empty(), ALL_BLOCKS).run(spark);
  }

  /** A section of a CAR of the build. */
  private record Stored(Path car, CarReader.Section section, byte[] block) {}

  private static Stored stored(Path build, String cid) throws IOException {
    for (String shard : BuildBlocks.shards(in(build))) {
      Path car = build.resolve(shard);
      try (CarReader reader = new CarReader(Inputs.file(car))) {
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
          if (next.get().cid().toString().equals(cid)) {
            byte[] block = reader.block(next.get()).clone();
            return new Stored(car, next.get(), block);
          }
        }
      }
    }
    throw new AssertionError("no block " + cid);
  }

  private static void tamper(Path build, String cid) throws IOException {
    Stored stored = stored(build, cid);
    long last = stored.section.blockOffset() + stored.section.blockLength() - 1;
    try (FileChannel file = FileChannel.open(stored.car, StandardOpenOption.WRITE)) {
      byte changed = (byte) (stored.block[stored.section.blockLength() - 1] ^ 1);
      file.write(ByteBuffer.wrap(new byte[] {changed}), last);
    }
  }

  private static String leaf(Path build, String root, int number) throws IOException {
    Stored node = stored(build, root);
    int length = node.section.blockLength();
    Cid leaf = DagPb.decode(root, node.block, 0, length).links().get(number).cid();
    return leaf.toString();
  }

  @Test
  void aSoundBuildEqualsItselfBlockByBlock() throws Exception {
    Audit audit = new Audit(in(sound), in(sound), Optional.empty(), ALL_BLOCKS);
    assertThat(audit.ofManifests()).isEmpty();
    AuditReport report = audit.run(spark);
    assertThat(report.equal()).isTrue();
    assertThat(report.hashed().a().tampered()).isZero();
    assertThat(report.hashed().a().blocks())
        .isEqualTo(in(sound).manifest().counts().blocks())
        .isEqualTo(report.hashed().b().blocks());
  }

  @Test
  void leavesFilesAndDirectoriesAreToldByTheirPathsOnce() throws Exception {
    Path harmed = SmallBuild.copy(sound, folder.resolve("harmed"));
    String chunked = "i/chunked.bin";
    String article = "a/3";
    String directory = "a/b";
    String leaf = leaf(sound, cids.get(chunked), 1);
    for (String cid : List.of(leaf, cids.get(article), cids.get(directory), cids.get(""))) {
      tamper(harmed, cid);
    }
    AuditReport report = audit(sound, harmed);
    assertThat(report.equal()).isFalse();
    assertThat(report.differingPaths()).isEqualTo(4);
    assertThat(report.causes()).hasSize(1);
    assertThat(report.causes().get(0).cause()).isEqualTo(Cause.TAMPERED);
    assertThat(report.causes().get(0).details()).isEmpty();
    assertThat(report.causes().get(0).first())
        .extracting(Sample::path)
        .containsExactlyInAnyOrder("", article, directory, chunked);
    assertThat(report.hashed().b().first())
        .extracting(TamperedBlock::cid)
        .containsExactlyInAnyOrder(leaf, cids.get(article), cids.get(directory), cids.get(""));
    assertThat(report.hashed().b().first())
        .filteredOn(block -> block.cid().equals(leaf))
        .allSatisfy(block -> assertThat(block.roots()).containsExactly(cids.get(chunked)));
    assertThat(report.hashed().a().tampered()).isZero();
  }

  @Test
  void aFileThatRedirectsRepeatIsToldAtItsOwnPathAlone() throws Exception {
    Path harmed = SmallBuild.copy(sound, folder.resolve("repeated"));
    List<Group> rows = ParquetRows.of(sound, "files");
    Group alias =
        rows.stream().filter(r -> r.getFieldRepetitionCount("alias_of") > 0).findFirst().get();
    tamper(harmed, alias.getString("cid", 0));
    AuditReport report = audit(harmed, sound);
    assertThat(report.causes().get(0).first())
        .extracting(Sample::path)
        .containsExactly(alias.getString("alias_of", 0));
    assertThat(report.hashed().b().tampered()).isZero();
  }
}
