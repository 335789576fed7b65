package org.wikimill.connectors.car;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.DagPbNode;
import org.wikimill.formats.ipld.Link;

class CarDataSourceSparkTest {
  private static final byte[] LEAF = "leaf".getBytes(UTF_8);
  private static final Cid LEAF_CID = Cid.sha256(1, Codec.RAW, DigestUtils.sha256(LEAF));
  private static final byte[] NODE =
      DagPb.encode(
          new DagPbNode(
              List.of(new Link(LEAF_CID, LEAF, 5), new Link(LEAF_CID, "é".getBytes(UTF_8), 4)),
              new byte[] {8, 1}));
  private static final Cid NODE_CID = Cid.sha256(0, Codec.DAG_PB, DigestUtils.sha256(NODE));

  @TempDir private Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.log.level", "OFF")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private Path car(String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        CarWriter car = new CarWriter(out, List.of(NODE_CID))) {
      car.put(LEAF_CID, LEAF, 0, LEAF.length);
      car.put(NODE_CID, NODE, 0, NODE.length);
    }
    return file;
  }

  private static Dataset<Row> load(Path path) {
    return spark.read().format("car").load(path.toString());
  }

  @Test
  void aRowIsABlockWithItsLinks() throws IOException {
    Path file = car("a.car");
    List<Row> rows = load(file).collectAsList();
    assertThat(rows).hasSize(2);
    Row leaf = rows.get(0);
    Row node = rows.get(1);
    assertThat(leaf.<String>getAs("cid")).isEqualTo(LEAF_CID.toString());
    assertThat(leaf.<String>getAs("codec")).isEqualTo("raw");
    assertThat(leaf.<byte[]>getAs("bytes")).isEqualTo(LEAF);
    assertThat(leaf.<Object>getAs("links")).isNull();
    assertThat(node.<String>getAs("cid")).isEqualTo(NODE_CID.toString()).startsWith("Qm");
    assertThat(node.<byte[]>getAs("bytes")).isEqualTo(NODE);
    assertThat(node.<String>getAs("car")).isEqualTo(file.toString());
    assertThat(node.getList(node.fieldIndex("links")).toString())
        .isEqualTo("[[leaf," + LEAF_CID + ",5], [é," + LEAF_CID + ",4]]");
  }

  @Test
  void aRangeOfTheFileIsTheBlock() throws IOException {
    Path file = car("a.car");
    byte[] bytes = Files.readAllBytes(file);
    for (Row row : load(file).select("bytes", "offset", "length").collectAsList()) {
      int offset = (int) row.getLong(1);
      assertThat(Arrays.copyOfRange(bytes, offset, offset + row.getInt(2))).isEqualTo(row.get(0));
    }
  }

  @Test
  void aFolderIsItsCarsAndNothingElse() throws IOException {
    car("b.car");
    car("a.car");
    Files.writeString(folder.resolve("a.car.idx"), "no CAR");
    assertThat(load(folder).count()).isEqualTo(4);
    assertThat(load(folder).select("car").distinct().count()).isEqualTo(2);
  }

  @Test
  void columnsAreDescribed() throws IOException {
    assertThat(Arrays.asList(load(car("a.car")).schema().fields()))
        .hasSize(7)
        .allSatisfy(field -> assertThat(field.getComment().get()).isNotEmpty());
  }

  @Test
  void aCarThatIsCutShortIsNamedWithTheByte() throws IOException {
    Path file = car("a.car");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> load(file).collectAsList())
        .hasStackTraceContaining("section is cut short")
        .hasStackTraceContaining("a.car");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> load(folder.resolve("none.car")).count())
        .hasStackTraceContaining("none.car");
  }
}
