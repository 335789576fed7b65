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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  void whatATaskHasNotCommittedWhenAnotherRunBeginsNeverAppears() throws IOException {
    LocalStore store = store();
    store.begin("old");
    Store old = store.inRun("old");
    write(old, "committed", "before");
    try (NewFile late = old.create("late")) {
      late.write(1);
      store.begin("new");

      assertThat(store.list("")).containsExactly("committed");
      assertThatThrownBy(late::commit).isInstanceOf(SinkException.class);
      assertThatThrownBy(() -> old.create("below/later")).hasMessageContaining("another run's");
      store.end("old"); // nothing of the new one's
      write(store.inRun("new"), "late", "whole");
    }
    assertThat(folder.resolve("late")).hasContent("whole");
    assertThat(store.list("")).containsExactly("committed", "late");
    assertThat(folder.resolve("below")).doesNotExist();
  }

  @Test
  void whatATaskHasNotCommittedWhenItsRunEndsNeverAppears() throws IOException {
    LocalStore store = store();
    store.begin("run");
    try (NewFile late = store.inRun("run").create("late")) {
      late.write(1);
      assertThat(store.list("")).hasSize(1).allMatch(store::isPending);
      store.end("run");
      assertThatThrownBy(late::commit).isInstanceOf(SinkException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void foldersAreListedAndRemovedWhileFilesInThemComeAndGo() throws Exception {
    LocalStore store = store();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !done.get(); i++) {
                try {
                  write(store, "busy/" + i % 7 + "/file" + i % 50, "");
                } catch (IOException e) {
                  // The folder went away under it.
                }
              }
            });
    try {
      for (int i = 0; i < 300; i++) {
        assertThat(store.list("")).allMatch(name -> name.startsWith("busy/"));
        store.delete("busy");
      }
    } finally {
      done.set(true);
      others.get(1, TimeUnit.MINUTES);
    }
    store.delete("busy");
    assertThat(folder).isEmptyDirectory();
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

  private static void write(Store store, String name, String text) throws IOException {
    try (NewFile file = store.create(name)) {
      file.write(text.getBytes(UTF_8));
      file.commit();
    }
  }
}
