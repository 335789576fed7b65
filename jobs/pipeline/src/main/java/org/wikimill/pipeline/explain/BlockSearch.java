package org.wikimill.pipeline.explain;

import static org.wikimill.pipeline.build.BuildException.Reason.CHECK_FAILED;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.pipeline.build.BuildException;

/**
 * Finds where in the tree a block stands.
 *
 * <p>Roots of files and directories are found in the tables, through their bloom filters. For any
 * other block all files that are long enough, or all sharded directories, are looked into.
 */
final class BlockSearch {
  /**
   * Where a block stands.
   *
   * @param found the first of the paths that have it
   * @param paths how many have it
   * @param unread how many could not be looked into
   */
  record Hit(Found found, long paths, long unread) {}

  private final Lookup lookup;
  private final Optional<? extends BlockSource> blocks;
  private final CidProfile profile;

  /**
   * @param blocks of the build; empty if it keeps none
   */
  BlockSearch(Lookup lookup, Optional<? extends BlockSource> blocks, CidProfile profile) {
    this.lookup = lookup;
    this.blocks = blocks;
    this.profile = profile;
  }

  /**
   * Finds a block by a CID of any version; that of raw data also finds nodes, since IPFS nodes list
   * their blocks so.
   *
   * @throws BuildException if the block is damaged, and is the root of no file or directory
   */
  Optional<Hit> find(Cid asked) throws IOException, BuildException {
    if (asked.hashFunction() != Cid.SHA2_256) {
      return Optional.empty();
    }
    List<Codec> codecs =
        asked.codec().equals(Codec.RAW) ? List.of(Codec.RAW, Codec.DAG_PB) : List.of(asked.codec());
    for (Codec codec : codecs) {
      Optional<Hit> whole = whole(inBuild(codec, asked));
      if (whole.isPresent()) {
        return whole;
      }
    }
    for (Codec codec : codecs) {
      Optional<Hit> inner = inside(inBuild(codec, asked));
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  /** The CID as the build has it. */
  private Cid inBuild(Codec codec, Cid asked) {
    int version = codec.equals(Codec.DAG_PB) ? profile.cidVersion() : 1;
    return Cid.sha256(version, codec, asked.digest());
  }

  /** How many rows were met, and the first. */
  private static final class Count<T> {
    private T first;
    private long rows;
    private long unread;

    void add(T found) {
      first = first == null ? found : first;
      rows++;
    }

    Optional<Hit> hit(Function<T, Found> found) {
      return first == null
          ? Optional.empty()
          : Optional.of(new Hit(found.apply(first), rows, unread));
    }
  }

  private Optional<Hit> whole(Cid cid) throws IOException {
    Count<FileRow> files = new Count<>();
    lookup.ofCid(Tables.FILES, cid, FileRow::cid, files::add);
    if (files.rows > 0) {
      return files.hit(Found.OfFile::new);
    }
    Count<DirRow> directories = new Count<>();
    lookup.ofCid(Tables.DIRS, cid, DirRow::cid, directories::add);
    return directories.hit(Found.OfDirectory::new);
  }

  private Optional<Hit> inside(Cid cid) throws IOException, BuildException {
    if (blocks.isEmpty() || blocks.get().number(cid).isEmpty()) {
      return Optional.empty();
    }
    UnixFsObject object = open(blocks.get(), cid);
    ChainSearch search = new ChainSearch(blocks.get(), profile, cid);
    Count<Found> count = new Count<>();
    if (object instanceof UnixFsObject.Shard) {
      lookup.all(
          Tables.DIRS,
          row -> {
            if (row.sharded()) {
              add(count, () -> search.inDirectory(row.cid()).map(c -> new Found.ShardOf(row, c)));
            }
          });
    } else if (object instanceof UnixFsObject.File part) {
      long length = part.lengthBytes();
      lookup.all(
          Tables.FILES,
          row -> {
            if (row.sizeBytes() > length && row.sizeBytes() > profile.chunkBytes()) {
              add(count, () -> search.inFile(row.cid(), length).map(c -> new Found.PartOf(row, c)));
            }
          });
    }
    return count.hit(found -> found);
  }

  private static UnixFsObject open(BlockSource blocks, Cid cid) throws IOException, BuildException {
    try {
      return UnixFsObject.open(blocks, cid);
    } catch (MalformedInputException e) {
      throw new BuildException(CHECK_FAILED, e.getMessage()); // whose it is, it no longer tells
    }
  }

  private interface Search {
    Optional<? extends Found> run() throws IOException;
  }

  private static void add(Count<Found> count, Search search) throws IOException {
    try {
      search.run().ifPresent(count::add);
    } catch (MissingBlockException | MalformedInputException e) {
      count.unread++; // another file's damage
    }
  }
}
