package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.rows.Counts;

/** A manifest and an index of rows as given, without anything behind them. */
public final class MadeUpBuild {
  private final LocalStore store;
  private final String snapshot;
  private final List<FileFact> files = new ArrayList<>();

  /** A build of that name in a folder. */
  public MadeUpBuild(Path folder, String snapshot) {
    this.store = new LocalStore(folder, Durability.CACHED);
    this.snapshot = snapshot;
  }

  public MadeUpBuild files(int part, List<FileRow> rows) throws IOException {
    return part(Tables.FILES, part, rows);
  }

  public MadeUpBuild dirs(List<DirRow> rows) throws IOException {
    return part(Tables.DIRS, 0, rows);
  }

  private <R> MadeUpBuild part(Table<R> table, int number, List<R> rows) throws IOException {
    try (TablePart<R> part = TablePart.create(store, table, snapshot, number, rows.size())) {
      for (R row : rows) {
        part.add(row);
      }
      files.add(part.commit());
    }
    return this;
  }

  public FinishedBuild finish(String root) throws IOException {
    Recipe recipe =
        new Recipe(
            Recipe.FORMAT,
            snapshot,
            CidProfile.named("unixfs-v1-2025"),
            Recipe.Policy.plain("zim", "link"),
            1 << 20,
            "none",
            "omitted");
    SourceFacts facts = SourceFacts.archive("", 1000, "00", 10);
    List<Manifest.Source> sources = List.of(new Manifest.Source(facts, SourceSums.SKIPPED));
    Json.write(store, new Manifest(root, recipe, sources, Counts.NONE, files));
    return FinishedBuild.in(store);
  }

  /** A file of that content, which is its source's as well. */
  public static FileRow file(String path, String content) {
    byte[] sha256 = sha256(content);
    return new FileRow(
        path.getBytes(UTF_8),
        cid(content),
        content.length() + 10L,
        content.length(),
        sha256,
        "text/html",
        path,
        "A/" + path,
        sha256,
        null,
        null,
        null);
  }

  public static byte[] sha256(String content) {
    return Digests.sha256().digest(content.getBytes(UTF_8));
  }

  public static Cid cid(String content) {
    return Cid.sha256(1, Codec.RAW, sha256(content));
  }

  public static DirRow dir(String path, String version, long entries) {
    Cid cid = Cid.sha256(1, Codec.DAG_PB, sha256("directory " + path + version));
    return new DirRow(path.getBytes(UTF_8), cid, 100, entries, false);
  }
}
