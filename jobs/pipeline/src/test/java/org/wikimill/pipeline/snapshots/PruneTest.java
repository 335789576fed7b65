package org.wikimill.pipeline.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.MadeUpBuild;

/** Old snapshots go, and nothing else does, whenever the removal is cut short. */
class PruneTest {
  @TempDir private Path folder;

  private void make(String name, String snapshot) throws IOException {
    new MadeUpBuild(folder.resolve(name), snapshot)
        .files(0, List.of(MadeUpBuild.file("x", name)))
        .finish("root of " + name);
  }

  private void make(String snapshot) throws IOException {
    make(snapshot, snapshot);
  }

  private Snapshots snapshots() {
    return snapshots(store -> store);
  }

  private Snapshots snapshots(UnaryOperator<Store> wrapped) {
    return new Snapshots(
        wrapped.apply(new LocalStore(folder, Durability.CACHED)),
        name -> wrapped.apply(new LocalStore(folder.resolve(name), Durability.CACHED)));
  }

  private static List<String> prune(Snapshots snapshots, int keep) throws IOException {
    Prune prune = new Prune(snapshots, keep);
    List<Removal> plan = prune.plan();
    for (Removal removal : plan) {
      prune.remove(removal);
    }
    return plan.stream().map(Removal::folder).toList();
  }

  private List<String> left() throws IOException {
    try (Stream<Path> names = Files.list(folder)) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theNewestOfEachSeriesStay() throws Exception {
    for (String date : List.of("2021-12", "2022-02", "2022-02-15", "2022-10", "2023-01-01")) {
      make("wiki_en_all_maxi_" + date);
    }
    make("wiki_en_all_mini_2020-01");
    make("wiki_fr_all_2019-01");
    make("elsewhere", "wiki_fr_all_2019-02");
    make("wiki_fr_all_2018-01");
    assertThat(prune(snapshots(), 2))
        .containsExactly(
            "wiki_en_all_maxi_2021-12",
            "wiki_en_all_maxi_2022-02",
            "wiki_en_all_maxi_2022-02-15",
            "wiki_fr_all_2018-01");
    assertThat(left())
        .containsExactly(
            "elsewhere",
            "wiki_en_all_maxi_2022-10",
            "wiki_en_all_maxi_2023-01-01",
            "wiki_en_all_mini_2020-01",
            "wiki_fr_all_2019-01");
    assertThat(prune(snapshots(), 2)).isEmpty();
  }

  @Test
  void whatIsUnfinishedUndatedDamagedOrNoSnapshotIsNotTouched() throws Exception {
    make("wiki_2023-01");
    make("undated");
    make("wiki_2020-01");
    Files.createDirectories(folder.resolve("wiki_2020-01/work"));
    Files.writeString(folder.resolve("wiki_2020-01/work/asked.json"), "{}");
    make("wiki_2020-02");
    Files.delete(folder.resolve("wiki_2020-02").resolve(Manifest.NAME));
    make("wiki_2020-03");
    Files.writeString(folder.resolve("wiki_2020-03").resolve(Manifest.NAME), "{");
    Files.createDirectories(folder.resolve("reports"));
    Files.writeString(folder.resolve("reports/wiki_2019-01.json"), "{}");
    Files.writeString(folder.resolve("manifest.json"), "{}");
    List<String> before = left();
    assertThat(prune(snapshots(), 1)).isEmpty();
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void thePlanTellsFilesAndBytesAndRemovesNothing() throws Exception {
    make("wiki_2020-01");
    make("wiki_2021-01");
    long bytes = 0;
    long files = 0;
    try (Stream<Path> below = Files.walk(folder.resolve("wiki_2020-01"))) {
      for (Path file : below.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
        files++;
      }
    }
    assertThat(new Prune(snapshots(), 1).plan())
        .containsExactly(new Removal("wiki_2020-01", files, bytes));
    assertThat(left()).containsExactly("wiki_2020-01", "wiki_2021-01");
  }

  @Test
  void aRemovalCutShortAnywhereLeavesNothingThatLooksFinishedAndIsGoneOnWith() throws Exception {
    int steps = 0;
    boolean whole = false;
    while (!whole) {
      make("wiki_2020-01");
      make("wiki_2021-01");
      AtomicInteger left = new AtomicInteger(steps);
      Snapshots dying = snapshots(store -> dying(store, left));
      try {
        prune(dying, 1);
        whole = true;
      } catch (IOException e) {
        assertThat(e).hasMessage("killed");
      }
      assertThat(snapshots().finished())
          .as("after %s steps", steps)
          .allSatisfy(
              snapshot ->
                  assertThat(snapshot.build().manifest().files())
                      .allSatisfy(
                          file ->
                              assertThat(snapshot.build().store().exists(file.name())).isTrue()))
          .extracting(Snapshot::folder)
          .contains("wiki_2021-01");
      prune(snapshots(), 1);
      assertThat(left()).as("after %s steps", steps).containsExactly("wiki_2021-01");
      steps++;
    }
    assertThat(steps).isGreaterThan(5);
  }

  /** A store that does so many steps that change something, and no more. */
  private static Store dying(Store store, AtomicInteger left) {
    Set<String> changes = Set.of("create", "delete");
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, args) -> {
              if (changes.contains(method.getName()) && left.getAndDecrement() <= 0) {
                throw new IOException("killed");
              }
              try {
                return method.invoke(store, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void toKeepNoneIsRefused() {
    assertThatThrownBy(() -> new Prune(snapshots(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
