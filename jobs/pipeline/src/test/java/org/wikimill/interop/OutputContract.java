package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;

/** What holds of a build, and of each of its files, on whatever file system its folder lies. */
abstract class OutputContract {
  private static final String ZIM = "wikipedia_cr_all_2015-04.zim";
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private static Path local;

  @BeforeAll
  static void buildHere() {
    Path archive = Shared.require().resolve("zims").resolve(ZIM);
    Wikimill.command(line(archive, local.resolve("out"), "-q")).succeed();
  }

  /** The URI of a folder for this test alone. */
  abstract String folder(String name);

  /** What it takes to reach the file system. */
  abstract Map<String, String> settings();

  /** The command as it is run by one who uses the file system. */
  abstract Command command(Object... arguments);

  final HadoopSettings hadoop() {
    return new HadoopSettings(settings());
  }

  final Store store(String name) throws IOException {
    return Stores.at(folder(name), Durability.SYNCED, hadoop());
  }

  static FileFact write(Store store, String name, byte[] content) throws IOException {
    try (NewFile file = store.create(name)) {
      file.write(content);
      return file.commit();
    }
  }

  static byte[] read(Store store, String name) throws IOException {
    try (PositionedInput input = store.open(name)) {
      byte[] bytes = new byte[(int) input.length()];
      input.readFully(0, bytes, 0, bytes.length);
      return bytes;
    }
  }

  /** Content of many blocks, or parts of an upload. */
  static byte[] large(int seed) {
    byte[] bytes = new byte[12 * MEBIBYTE + 1];
    Arrays.fill(bytes, (byte) seed);
    return bytes;
  }

  @Test
  void aFileHasItsNameWhenItIsCommittedAndNotBefore() throws IOException {
    Store store = store("commit");
    try (NewFile file = store.create("a/b/file")) {
      file.write(large(1));
      assertThat(store.exists("a/b/file")).isFalse();
      assertThat(store.list("")).allMatch(store::isPending);
      assertThat(file.commit().lengthBytes()).isEqualTo(large(1).length);
    }
    assertThat(store.list("")).containsExactly("a/b/file");
    assertThat(read(store, "a/b/file")).isEqualTo(large(1));
  }

  @Test
  void aFileThatIsGivenUpLeavesWhatWasThere() throws IOException {
    Store store = store("given-up");
    write(store, "file", "old".getBytes(UTF_8));
    for (String name : List.of("file", "other")) {
      try (NewFile file = store.create(name)) {
        file.write(large(2));
      }
    }
    assertThat(store.list("")).containsExactly("file");
    assertThat(read(store, "file")).isEqualTo("old".getBytes(UTF_8));
  }

  @Test
  void commitReplacesWhatWasThere() throws IOException {
    Store store = store("replace");
    for (String content : List.of("old", "new", "longer than both")) {
      write(store, "file", content.getBytes(UTF_8));
      assertThat(read(store, "file")).isEqualTo(content.getBytes(UTF_8));
    }
    assertThat(store.list("")).containsExactly("file");
  }

  /** The slower of two attempts ends after the faster was committed and is being read. */
  @Test
  void twoAttemptsThatMakeTheSameFileBothSucceed() throws IOException {
    Store store = store("attempts");
    try (NewFile slow = store.create("file");
        NewFile fast = store.create("file")) {
      slow.write(large(3), 0, MEBIBYTE);
      fast.write(large(3));
      FileFact fact = fast.commit();
      try (PositionedInput reader = store.open("file")) {
        byte[] byteRead = new byte[1];
        reader.readFully(0, byteRead, 0, 1);
        slow.write(large(3), MEBIBYTE, large(3).length - MEBIBYTE);
        assertThat(slow.commit()).isEqualTo(fact);
        reader.readFully(reader.length() - 1, byteRead, 0, 1);
        assertThat(byteRead).containsExactly(3);
      }
    }
    assertThat(store.list("")).containsExactly("file");
    assertThat(read(store, "file")).isEqualTo(large(3));
  }

  @Test
  void ofManyThatCreateOneFileOneDoesAndItsContentStands() throws Exception {
    Store store = store("exclusive");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> creators = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        byte[] content = {(byte) i};
        creators.add(() -> store.createNew("work/lock", content));
      }
      List<Integer> winners = new ArrayList<>();
      List<Future<Boolean>> created = threads.invokeAll(creators);
      for (int i = 0; i < created.size(); i++) {
        if (created.get(i).get()) {
          winners.add(i);
        }
      }
      assertThat(winners).hasSize(1);
      assertThat(read(store, "work/lock")).containsExactly(winners.get(0));
    } finally {
      threads.shutdownNow();
    }
    assertThat(store.list("")).containsExactly("work/lock");
  }

  @Test
  void foldersAreListedInOrderAndDeletedWithAllBelow() throws IOException {
    Store store = store("folders");
    assertThat(store.list("")).isEmpty();
    for (String name : List.of("work/b", "work/a", "index/t/snapshot=a b/part", "car/Ü")) {
      write(store, name, new byte[1]);
    }
    assertThat(store.list(""))
        .containsExactly("car/Ü", "index/t/snapshot=a b/part", "work/a", "work/b");
    assertThat(store.list("work")).containsExactly("work/a", "work/b");
    store.delete("work");
    store.delete("nothing");
    assertThat(store.list("work")).isEmpty();
    assertThat(store.list("")).hasSize(2);
    assertThatThrownBy(() -> store.open("work/a")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aStoreTravelsToTasksWithItsSettings() throws Exception {
    Store store = store("travels");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(store);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      write((Store) in.readObject(), "file", new byte[1]);
    }
    assertThat(store.list("")).containsExactly("file");
  }

  @Test
  void aBuildFromThereToThereIsTheLocalOneByteForByte() throws Exception {
    Store out = store("build/out");
    String root = build(upload("build"), out, "-q").succeed().text().strip();

    assertThat(root).isEqualTo(RecordedRoot.of(ZIM, "link", "unixfs-v1-2025").root());
    assertSameAsLocal(out);
    assertThat(command("verify", out.location()).succeed().text()).isEqualTo("ok " + root + "\n");
    assertThat(build(upload("build"), out, "-q").exitWith(2).errors()).contains("is not empty");
    assertThat(build(upload("build"), out, "-q", "--resume").succeed().text().strip())
        .isEqualTo(root);
  }

  @Test
  void aBuildThatIsKilledAgainAndAgainKeepsWhatItCommitted() throws Exception {
    Store out = store("killed/out");
    String zim = upload("killed");
    Map<String, Long> committed = new TreeMap<>();
    for (String reached : List.of("work/blocks-", "work/blocks-", "work/tree-")) {
      Process build = start(build(zim, out, "--resume"));
      try {
        int before = rowFiles(out, reached);
        while (rowFiles(out, reached) <= before) {
          assertThat(build.isAlive()).as("ended before " + reached).isTrue();
        }
        signal(build, "STOP");
        if (committed.isEmpty()) {
          assertThat(build(zim, out, "--resume").exitWith(2).errors())
              .contains("another build's", "process " + build.pid());
        }
        committed.putAll(committedCars(out));
      } finally {
        build.destroyForcibly().waitFor();
      }
    }
    assertThat(committed).hasSizeGreaterThan(3);

    assertThat(build(zim, out, "--resume").succeed().errors()).contains("took over");

    assertSameAsLocal(out);
    Map<String, Long> times = times(out);
    committed.forEach((car, time) -> assertThat(times.get(car)).as(car).isEqualTo(time));
  }

  /** Its tasks look titles up in copies of what lies there. */
  @Test
  void aDumpWithOriginalsFromThereToThereIsTheLocalOne() throws IOException {
    Store in = store("originals");
    byte[] picture = large(1);
    Path media = Files.createDirectories(local.resolve("media/a/ab"));
    for (String name : List.of("Red_dot.png", "Юність, \"50%\" +.png")) {
      Files.write(media.resolve(name), picture);
      write(in, "media/a/ab/" + name, picture);
    }
    String text = "[[File:Red dot.png|thumb]] [[Second]]";
    CraftedDump dump = new CraftedDump().page("First", text).page("Second", "[[First]]");
    Path source = dump.write(local.resolve("dump.xml"));
    write(in, "dump.xml", Files.readAllBytes(source));
    String here =
        Wikimill.command(
                "build",
                source,
                "--media",
                local.resolve("media"),
                "-o",
                local.resolve("pictured"),
                "-q")
            .succeed()
            .text();
    Object[] there = {
      "build", folder("originals") + "/dump.xml", "--media", folder("originals") + "/media"
    };
    Object[] out = {"-o", store("pictured").location(), "-q"};
    assertThat(command(Stream.concat(Stream.of(there), Stream.of(out)).toArray()).succeed().text())
        .isEqualTo(here);
  }

  /** The manifest, and so the sum of every file, is that of a local build; no file is beside it. */
  final void assertSameAsLocal(Store out) throws Exception {
    Path here = local.resolve("out");
    assertThat(read(out, "manifest.json"))
        .isEqualTo(Files.readAllBytes(here.resolve("manifest.json")));
    try (Stream<Path> files = Files.walk(here)) {
      assertThat(out.list(""))
          .containsExactlyElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> here.relativize(file).toString())
                  .sorted()
                  .toList());
    }
  }

  /** Puts the archive where the build will read it. */
  final String upload(String name) throws IOException {
    Path archive = Shared.require().resolve("zims").resolve(ZIM);
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(folder(name), ZIM);
    FileSystem fileSystem = target.getFileSystem(hadoop().configuration());
    fileSystem.copyFromLocalFile(new org.apache.hadoop.fs.Path(archive.toUri()), target);
    return target.toString();
  }

  /** A build in some twenty shards. */
  final Command build(String zim, Store out, Object... more) {
    return command(line(zim, out.location(), more));
  }

  private static Object[] line(Object zim, Object out, Object... more) {
    Object[] line = {"build", zim, "-o", out, "--layout", "zim", "--shard-size", "64K"};
    return Stream.concat(Stream.of(line), Stream.of(more)).toArray();
  }

  static Process start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.line());
    builder.environment().putAll(command.environment());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static void signal(Process process, String name) {
    Command.of("kill", "-" + name, process.pid()).succeed();
  }

  static int rowFiles(Store out, String stage) throws IOException {
    return (int) out.list("work").stream().filter(name -> name.startsWith(stage)).count();
  }

  /** When the CARs were written whose row files are there. */
  private Map<String, Long> committedCars(Store out) throws IOException {
    Map<String, Long> cars = new TreeMap<>(times(out));
    List<String> work = out.list("work");
    cars.keySet()
        .removeIf(
            name ->
                !work.contains(name.replace("car/part-", "work/blocks-").replace(".car", ".rows")));
    return Collections.unmodifiableMap(cars);
  }

  /** When each of the shards' CARs was written. */
  private Map<String, Long> times(Store out) throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(out.location(), "car");
    Map<String, Long> times = new TreeMap<>();
    for (FileStatus file : folder.getFileSystem(hadoop().configuration()).listStatus(folder)) {
      if (file.getPath().getName().matches("part-\\d+\\.car")) {
        times.put("car/" + file.getPath().getName(), file.getModificationTime());
      }
    }
    return times;
  }

  static boolean await(Process process) throws InterruptedException {
    return process.waitFor(2, TimeUnit.MINUTES);
  }
}
