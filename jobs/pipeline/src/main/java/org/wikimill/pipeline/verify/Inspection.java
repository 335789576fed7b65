package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.tree.Tree;
import scala.Tuple2;

/**
 * What a task needs to know to read one file of a build.
 *
 * @param build the build's folder
 * @param scratch where row files for the tree go
 * @param snapshot the build's name
 * @param root the build's root, as text
 * @param sink where the build's blocks went
 * @param files the manifest's files by name
 * @param limit the most defects that are kept
 */
record Inspection(
    Store build,
    Store scratch,
    String snapshot,
    String root,
    Output.Sink sink,
    Map<String, FileFact> files,
    int limit)
    implements Serializable {

  /** Whether the blocks themselves are here. */
  boolean hasBlocks() {
    return sink.hasCars();
  }

  /** Reads a file: entries for the ledger. An index is read with its CAR. */
  Iterator<Tuple2<byte[], byte[]>> read(String name) throws IOException {
    FileFact file = files.get(name);
    BuildFile kind = BuildFile.of(name, snapshot);
    if (kind instanceof BuildFile.TableFile part) {
      return table(part, file);
    }
    Optional<FileFact> index = Optional.ofNullable(files.get(BuildFile.indexOf(name)));
    Cid header = name.equals(Tree.ROOT_CAR) ? Cid.parse(root) : Cid.IDENTITY_EMPTY;
    return new CarRows(build, file, index, header, limit);
  }

  private FileRows table(BuildFile.TableFile part, FileFact file) {
    if (part.table().equals(Tables.FILES)) {
      return new FileTableRows(this, file, part.number());
    }
    if (part.table().equals(Tables.DIRS)) {
      return TableRows.dirs(this, file);
    }
    if (part.table().equals(Tables.BLOCKS)) {
      return TableRows.blocks(this, file);
    }
    if (part.table().equals(Tables.LINKS)) {
      return TableRows.counted(this, file, Tables.LINKS, Total.LINK_ROWS);
    }
    if (part.table().equals(Tables.REDIRECTS)) {
      return TableRows.counted(this, file, Tables.REDIRECTS, Total.REDIRECT_ROWS);
    }
    return part.table().equals(Tables.ERRORS)
        ? TableRows.counted(this, file, Tables.ERRORS, Total.ERROR_ROWS)
        : TableRows.counted(this, file, part.table(), Total.JOINED_ROWS);
  }
}
