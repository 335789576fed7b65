package org.wikimill.pipeline.explain;

import java.util.List;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.explain.Explanation.InnerBlock;

/** What a path or CID is in a build. */
sealed interface Found {
  /** Its place in the tree. */
  byte[] path();

  /** The block that it starts with. */
  Cid cid();

  /** A file. */
  record OfFile(FileRow row) implements Found {
    @Override
    public byte[] path() {
      return row.path();
    }

    @Override
    public Cid cid() {
      return row.cid();
    }
  }

  /** A directory. */
  record OfDirectory(DirRow row) implements Found {
    @Override
    public byte[] path() {
      return row.path();
    }

    @Override
    public Cid cid() {
      return row.cid();
    }
  }

  /** A block inside of a file. */
  record PartOf(FileRow row, Chain chain) implements Found {
    @Override
    public byte[] path() {
      return row.path();
    }

    @Override
    public Cid cid() {
      return chain.last();
    }
  }

  /** A block inside of a sharded directory. */
  record ShardOf(DirRow row, Chain chain) implements Found {
    @Override
    public byte[] path() {
      return row.path();
    }

    @Override
    public Cid cid() {
      return chain.last();
    }
  }

  /**
   * The blocks from the root of a file or directory to one inside.
   *
   * @param cids both included
   * @param blocks the same, told
   */
  record Chain(List<Cid> cids, List<InnerBlock> blocks) {
    Cid last() {
      return cids.get(cids.size() - 1);
    }
  }
}
