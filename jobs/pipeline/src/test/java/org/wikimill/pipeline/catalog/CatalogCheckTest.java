package org.wikimill.pipeline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.formats.ipld.UnixFsFile;

class CatalogCheckTest {
  private static final CidProfile PROFILE = CidProfile.named("unixfs-v1-2025");

  @TempDir private Path folder;

  private static CatalogCheck of(PublishedSnapshot... snapshots) {
    Language language = new Language("tr", "x", List.of(snapshots));
    return new CatalogCheck(new Catalog(List.of(language)));
  }

  private static List<String> texts(List<CatalogCheck.Finding> findings) {
    return findings.stream().map(CatalogCheck.Finding::toString).toList();
  }

  @Test
  void eachSnapshotNamesTheOneBeforeIt() {
    PublishedSnapshot first = Drafts.snapshot("2026-01", Drafts.A, Drafts.B);
    assertThat(of(first, Drafts.snapshot("2026-02", Drafts.B, Drafts.A)).chains()).isEmpty();
    assertThat(
            texts(
                of(
                        first,
                        Drafts.snapshot("2026-02", Drafts.B, null),
                        Drafts.snapshot("2026-03", Drafts.A, Drafts.A))
                    .chains()))
        .containsExactly(
            "tr 2026-02: previous, expected " + Drafts.A + ", found none",
            "tr 2026-03: previous, expected " + Drafts.B + ", found " + Drafts.A);
  }

  @Test
  void aRootIsADirectoryOfTheSizeThatTheListSays() throws IOException {
    Path car = folder.resolve("a.car");
    UnixFsFile file;
    DirectoryNode basic;
    DirectoryNode sharded;
    try (OutputStream out = Files.newOutputStream(car);
        CarWriter writer = new CarWriter(out, List.of(Cid.IDENTITY_EMPTY))) {
      file = new FileBuilder(PROFILE, writer::put).build(new byte[] {1}, 0, 1);
      basic = directory(PROFILE, writer, file);
      sharded = directory(CidProfile.named("goipfs-0.8-sharded"), writer, file);
    }
    assertThat(sharded.sharded()).isTrue();
    CatalogCheck check =
        of(
            Drafts.snapshot("2026-01", basic.cid(), null, basic.tsize()),
            Drafts.snapshot("2026-02", sharded.cid(), null, sharded.tsize()),
            Drafts.snapshot("2026-03", basic.cid(), null, basic.tsize() + 1),
            Drafts.snapshot("2026-04", file.cid(), null, file.tsize()),
            Drafts.snapshot("2026-05", Drafts.A, null, 1));
    try (CarStore blocks = new CarStore(List.of(IndexedCar.open(Inputs.file(car))), 1 << 20)) {
      assertThat(texts(check.roots("a.car", blocks)))
          .containsExactly(
              "tr 2026-03: a.car: size of "
                  + basic.cid()
                  + ", expected "
                  + (basic.tsize() + 1)
                  + " bytes, found "
                  + basic.tsize(),
              "tr 2026-04: a.car: root " + file.cid() + " is no directory",
              "tr 2026-05: a.car: root " + Drafts.A + " is not there");
    }
  }

  private static DirectoryNode directory(CidProfile profile, CarWriter writer, UnixFsFile file)
      throws IOException {
    DirectoryBuilder builder = new DirectoryBuilder(profile, writer::put);
    builder.add(new byte[] {'a'}, file.cid(), file.tsize());
    builder.add(new byte[] {'b'}, file.cid(), file.tsize());
    return builder.finish();
  }
}
