package org.wikimill.connectors.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wikimill.connectors.io.LocalStore.Durability;

class LocalStoreTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Durability.class)
  void aFileHasItsNameWhenItIsCommittedAndNotBefore(Durability durability) throws IOException {
    LocalStore store = new LocalStore(folder, durability);
    byte[] content = "content".repeat(10_000).getBytes(UTF_8);
    try (NewFile file = store.create("a/b/file")) {
      file.write(content);
      assertThat(store.exists("a/b/file")).isFalse();
      assertThat(store.list("")).hasSize(1).allMatch(store::isPending);
      FileFact fact = file.commit();

      String sha256 = HexFormat.of().formatHex(Digests.sha256().digest(content));
      assertThat(fact).isEqualTo(new FileFact("a/b/file", content.length, sha256));
    }
    assertThat(store.list("")).containsExactly("a/b/file");
    assertThat(folder.resolve("a/b/file")).hasBinaryContent(content);
  }

  @Test
  void aFileThatIsClosedWithoutCommitLeavesNothing() throws IOException {
    LocalStore store = store();
    try (NewFile file = store.create("file")) {
      file.write(1);
    }
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void commitReplacesAndAnAbandonedSuccessorDoesNot() throws IOException {
    LocalStore store = store();
    write(store, "file", "old");
    write(store, "file", "new");
    try (NewFile file = store.create("file")) {
      file.write("never".getBytes(UTF_8));
    }
    assertThat(folder.resolve("file")).hasContent("new");
    assertThat(store.list("")).containsExactly("file");
  }

  @Test
  void twoAttemptsAtOneFileDoNotMeet() throws IOException {
    LocalStore store = store();
    try (NewFile first = store.create("file");
        NewFile second = store.create("file")) {
      first.write("first".getBytes(UTF_8));
      second.write("second".getBytes(UTF_8));
      second.commit();
      assertThat(folder.resolve("file")).hasContent("second");
      first.commit();
    }
    assertThat(folder.resolve("file")).hasContent("first");
    assertThat(store.list("")).containsExactly("file");
  }

  @Test
  void whatCannotBeWrittenIsTheSinksFailure() throws IOException {
    LocalStore store = store();
    write(store, "file", "in the way of a folder");
    Files.createDirectories(folder.resolve("folder/below"));

    assertThatThrownBy(() -> store.create("file/below"))
        .isInstanceOf(SinkException.class)
        .hasMessageStartingWith("cannot write file/below after 0 bytes");
    try (NewFile file = store.create("folder")) {
      file.write(new byte[3]);
      assertThatThrownBy(file::commit)
          .isInstanceOf(SinkException.class)
          .hasMessageStartingWith("cannot write folder after 3 bytes");
    }
    assertThat(store.list("")).containsExactly("file");
  }

  @Test
  void deletesFilesAndFoldersAndMindsNoneThere() throws IOException {
    LocalStore store = store();
    write(store, "a/b", "");
    write(store, "a/c/d", "");
    write(store, "e", "");
    store.delete("a");
    store.delete("nothing");
    assertThat(store.list("")).containsExactly("e");
    store.delete("e");
    assertThat(store.list("")).isEmpty();
    assertThat(store.list("nothing")).isEmpty();
  }

  @Test
  void travelsToTasks() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(store());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      write((LocalStore) in.readObject(), "file", "there");
    }
    assertThat(folder.resolve("file")).hasContent("there");
  }

  private LocalStore store() {
    return new LocalStore(folder, Durability.CACHED);
  }

  private static void write(LocalStore store, String name, String text) throws IOException {
    try (NewFile file = store.create(name)) {
      file.write(text.getBytes(UTF_8));
      file.commit();
    }
  }
}
