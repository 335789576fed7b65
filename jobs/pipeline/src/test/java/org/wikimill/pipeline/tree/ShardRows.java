package org.wikimill.pipeline.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;

/** Row files as the shards of a build leave them, of files that need no content. */
final class ShardRows {
  private static final byte[] SHA256 = new byte[32];

  private ShardRows() {}

  /** Spreads files over row files; returns the names of these. */
  static List<String> write(Store store, List<ReferenceTree.File> files, int rowFiles)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (int shard = 0; shard < rowFiles; shard++) {
      String name = Output.rowFile("blocks", shard);
      PathSample sample = new PathSample();
      long count = 0;
      try (RowFile.Writer rows = new RowFile.Writer(store, name)) {
        RowWriter keys = new RowWriter();
        RowWriter values = new RowWriter();
        for (int i = shard; i < files.size(); i += rowFiles, count++) {
          byte[] path = files.get(i).path().getBytes(UTF_8);
          sample.add(path);
          rows.add(
              IndexKey.of(keys, IndexKey.Sorted.FILES, path),
              row(path, files.get(i)).value(values));
        }
        rows.commit(new PartSummary(List.of(), Counts.NONE, count, sample, List.of()).encode());
      }
      names.add(name);
    }
    return names;
  }

  private static FileRow row(byte[] path, ReferenceTree.File file) {
    return new FileRow(
        path, file.cid(), file.tsize(), 4, SHA256, "text/plain", "", "", SHA256, null, null, null);
  }
}
