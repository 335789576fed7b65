package org.wikimill.pipeline.sides;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.DirectoryReader;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Link;
import scala.Tuple2;

/** The entries of directories of a tree, by the ranges of their paths. */
final class TreeEntries extends RowPump implements Closeable {
  private static final int ENTRIES_AT_ONCE = 1024;
  private static final byte[] NONE = {};

  private final Iterator<Tuple2<byte[], byte[]>> directories;
  private final Ranges ranges;
  private final BlockPlace.Opened blocks;
  private final LevelKey keys = new LevelKey();
  private final RowWriter values = new RowWriter();
  private byte[] path;
  private LevelRow.Pair pair;
  private DirectoryReader reader;

  /**
   * @param directories rows of kind {@link LevelRow.Kind#NEXT}
   */
  TreeEntries(Iterator<Tuple2<byte[], byte[]>> directories, Ranges ranges, BlockPlace place)
      throws IOException {
    this.directories = directories;
    this.ranges = ranges;
    this.blocks = place.open();
  }

  @Override
  protected boolean step() throws IOException {
    if (reader == null && !directories.hasNext()) {
      return false;
    }
    try {
      if (reader == null) {
        openNext();
      } else {
        read();
      }
    } catch (MissingBlockException e) {
      broken(TreeCause.MISSING_BLOCK);
    } catch (MalformedInputException e) {
      broken(TreeCause.TAMPERED);
    }
    return true;
  }

  private void openNext() throws IOException {
    Tuple2<byte[], byte[]> row = directories.next();
    path = LevelRow.path(row._1);
    pair = LevelRow.Pair.decode(row._2);
    if (pair.tree() == null) {
      compared();
      return;
    }
    Optional<DirectoryReader> opened =
        DirectoryReader.of(blocks, UnixFsObject.open(blocks, pair.tree()));
    if (opened.isPresent()) {
      reader = opened.get();
    } else {
      emit(keys.of(ranges.of(path), path, LevelKey.Kind.FILE), pair.tree().bytes());
      compared();
    }
  }

  private void read() throws IOException {
    List<Link> entries = reader.next(ENTRIES_AT_ONCE);
    for (Link entry : entries) {
      byte[] child = child(entry.name());
      emit(keys.of(ranges.of(child), child, LevelKey.Kind.ENTRY), entry.cid().bytes());
    }
    if (entries.isEmpty()) {
      reader = null;
      compared();
    }
  }

  private byte[] child(byte[] name) throws MalformedInputException {
    if (name.length == 0) {
      throw badName(name);
    }
    for (byte b : name) {
      if (b == '/' || b == 0) {
        throw badName(name);
      }
    }
    int slash = path.length == 0 ? 0 : 1;
    byte[] child = new byte[path.length + slash + name.length];
    System.arraycopy(path, 0, child, 0, path.length);
    if (slash > 0) {
      child[path.length] = '/';
    }
    System.arraycopy(name, 0, child, path.length + slash, name.length);
    return child;
  }

  private MalformedInputException badName(byte[] name) {
    return new MalformedInputException(
        "name of an entry",
        pair.tree().toString(),
        -1,
        "a segment of a path",
        new String(name, UTF_8));
  }

  /** Tells every range that holds something of the directory, now that all of it was read. */
  private void compared() {
    int last = ranges.lastBelow(path);
    for (int range = ranges.firstBelow(path); range <= last; range++) {
      emit(keys.of(range, path, LevelKey.Kind.COMPARED), NONE);
    }
  }

  /** What it has beside the entries that were read is not known. */
  private void broken(TreeCause cause) {
    reader = null;
    Cid index = pair.index();
    TreeDifference difference =
        new TreeDifference(
            path, cause, index == null ? null : index.toString(), pair.tree().toString(), 0, 0);
    emit(keys.of(ranges.of(path), path, LevelKey.Kind.BROKEN), difference.value(values));
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
