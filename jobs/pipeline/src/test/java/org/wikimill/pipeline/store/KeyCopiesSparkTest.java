package org.wikimill.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.LocalSpark;
import scala.Tuple2;

/** Keys that lie on another file system, looked up by the tasks of one executor. */
class KeyCopiesSparkTest {
  private static final int KEYS = 1000;
  private static final byte[] NOTHING = {};

  @TempDir private Path folder;

  @Test
  void anExecutorCopiesAFileOnceForAllOfItsTasksAndLeavesNothing() throws IOException {
    try (JavaSparkContext spark = LocalSpark.open("local[2]")) {
      KeyStore keys = written(spark);
      Broadcast<KeyCopies> copies = spark.broadcast(new KeyCopies());
      List<Integer> tasks = IntStream.range(0, 8).boxed().toList();
      List<List<String>> used =
          spark.parallelize(tasks, tasks.size()).map(task -> used(keys, copies.value())).collect();
      copies.destroy();
      assertThat(used).hasSize(tasks.size());
      assertThat(used.stream().distinct()).as("copies").hasSize(1);
      assertThat(used.get(0))
          .hasSize(keys.files())
          .doesNotHaveDuplicates()
          .allSatisfy(name -> assertThat(Path.of(name)).isAbsolute().doesNotExist());
    }
  }

  /** Looks all keys up, as one task does; the copies that it does this in, by their names. */
  private static List<String> used(KeyStore keys, KeyCopies copies) throws IOException {
    try (KeyReader reader = new KeyReader(keys, copies)) {
      for (int i = 0; i < KEYS; i++) {
        assertThat(reader.value("key " + i)).contains(("value " + i).getBytes(UTF_8));
        assertThat(reader.contains("no key " + i)).isFalse();
      }
    }
    List<String> names = new ArrayList<>();
    for (int file = 0; file < keys.files(); file++) {
      names.add(copies.of(keys.output().store(), keys.file(file)).name());
    }
    return names;
  }

  private KeyStore written(JavaSparkContext spark) throws IOException {
    Store store = new Elsewhere(new LocalStore(folder.resolve("keys"), Durability.CACHED));
    store.begin("run");
    Output output =
        new Output(
            store.inRun("run"), "test", CidProfile.named("unixfs-v1-2025"), Output.Sink.NONE);
    KeyStore keys = KeyStore.of(output, "some", KEYS, KEYS / 3);
    RowWriter out = new RowWriter();
    List<Tuple2<byte[], byte[]>> rows = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      byte[] value = ("value " + i).getBytes(UTF_8);
      rows.add(SortedShuffle.row(KeyStore.key(out, "key " + i, NOTHING), value));
    }
    keys.write(spark, spark.parallelizePairs(rows, 3));
    return keys;
  }

  /** A folder of which nothing tells that it is local. */
  private record Elsewhere(Store store) implements Store {
    private static final long serialVersionUID = 1L;

    @Override
    public String location() {
      return "elsewhere://" + store.location();
    }

    @Override
    public void begin(String run) throws IOException {
      store.begin(run);
    }

    @Override
    public void end(String run) throws IOException {
      store.end(run);
    }

    @Override
    public Store inRun(String run) {
      return new Elsewhere(store.inRun(run));
    }

    @Override
    public NewFile create(String name) throws IOException {
      return store.create(name);
    }

    @Override
    public boolean createNew(String name, byte[] content) throws IOException {
      return store.createNew(name, content);
    }

    @Override
    public PositionedInput open(String name) throws IOException {
      return store.open(name);
    }

    @Override
    public boolean exists(String name) throws IOException {
      return store.exists(name);
    }

    @Override
    public List<String> list(String below) throws IOException {
      return store.list(below);
    }

    @Override
    public boolean isPending(String name) {
      return store.isPending(name);
    }

    @Override
    public void delete(String name) throws IOException {
      store.delete(name);
    }

    @Override
    public OptionalLong freeBytes() throws IOException {
      return store.freeBytes();
    }
  }

  @Test
  void aFileLongerThanAMapIsReadAsOne() throws IOException {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("long"), bytes);
    PositionedInput input = MappedFile.of(file, 4096);
    Files.delete(file);
    assertThat(input.length()).isEqualTo(bytes.length);
    byte[] read = new byte[bytes.length];
    input.readFully(0, read, 0, read.length);
    assertThat(read).isEqualTo(bytes);
    byte[] across = new byte[200];
    input.readFully(4000, across, 0, across.length);
    assertThat(across).isEqualTo(Arrays.copyOfRange(bytes, 4000, 4200));
  }
}
