package org.wikimill.pipeline.sides;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.audit.FilesCursor;
import org.wikimill.pipeline.audit.IndexRow;
import org.wikimill.pipeline.audit.Segments;
import scala.Tuple2;

/**
 * One level of a tree in one range of paths, held against the index: rows of kinds {@link
 * LevelRow.Kind}.
 *
 * <p>Both come by path, and a directory before what is in it. Of the index only what lies in
 * directories that are compared is looked at.
 */
final class LevelComparison extends RowPump implements Closeable {
  private static final byte[] NONE = {};
  private static final byte[] ROOT = {};

  private final Iterator<Tuple2<byte[], byte[]>> rows;
  private final FilesCursor files;
  private final BlockPlace place;
  private final Order order;
  private final Set<ByteBuffer> compared = new HashSet<>();
  private final RowWriter values = new RowWriter();
  private BlockPlace.Opened blocks;
  private Tuple2<byte[], byte[]> row;
  private boolean begun;
  private boolean ended;
  private boolean filesWanted;
  private long sameFiles;
  private long sameDirectories;

  /** All that is known of one path. */
  private static final class Path {
    private final byte[] name;
    private IndexRow file;
    private Cid indexed;
    private Cid entry;
    private Cid notDirectory;

    Path(byte[] name) {
      this.name = name;
    }

    /** Whether anything that the index has there counts only where its directory is compared. */
    boolean isOfIndexAlone() {
      return entry == null && notDirectory == null;
    }
  }

  LevelComparison(
      Iterator<Tuple2<byte[], byte[]>> rows, FilesCursor files, BlockPlace place, Order order) {
    this.rows = rows;
    this.files = files;
    this.place = place;
    this.order = order;
  }

  @Override
  protected boolean step() throws IOException {
    if (!begun) {
      begun = true;
      nextRow();
    }
    byte[] path = nextPath();
    if (path != null) {
      compare(take(path));
      return true;
    }
    if (!ended) {
      ended = true;
      byte[] counts = values.clear().varint(sameFiles).varint(sameDirectories).toBytes();
      emit(LevelRow.key(LevelRow.Kind.SAME, NONE), counts);
      return true;
    }
    return false;
  }

  private void nextRow() throws IOException {
    row = rows.hasNext() ? rows.next() : null;
    if (row != null && !filesWanted && LevelKey.kind(row._1) != LevelKey.Kind.INDEXED) {
      filesWanted = true; // whatever stands before it is in no directory that is compared
      files.advance();
    }
  }

  /** The next path that either side has; null at the end. */
  private byte[] nextPath() {
    byte[] ofRow = row == null ? null : LevelKey.path(row._1);
    byte[] ofFile = files.row() == null ? null : files.row().path();
    if (ofRow == null || ofFile == null) {
      return ofRow == null ? ofFile : ofRow;
    }
    return Arrays.compareUnsigned(ofRow, ofFile) <= 0 ? ofRow : ofFile;
  }

  private Path take(byte[] name) throws IOException {
    Path path = new Path(name);
    while (row != null && Arrays.equals(LevelKey.path(row._1), name)) {
      byte[] value = row._2;
      switch (LevelKey.kind(row._1)) {
        case COMPARED -> compared.add(ByteBuffer.wrap(name));
        case INDEXED -> path.indexed = Cid.decode(value, 0);
        case ENTRY -> {
          if (path.entry != null) {
            String text = new String(name, UTF_8);
            throw new MalformedInputException("name of an entry", text, -1, "once", "twice");
          }
          path.entry = Cid.decode(value, 0);
        }
        case FILE -> path.notDirectory = Cid.decode(value, 0);
        case BROKEN -> {
          emit(LevelRow.key(LevelRow.Kind.DIFFERENT, name), value);
          changed(name); // whatever its rules are
        }
      }
      nextRow();
    }
    if (files.row() != null && Arrays.equals(files.row().path(), name)) {
      path.file = files.row();
      files.advance();
    }
    return path;
  }

  private void compare(Path path) throws IOException {
    if (path.notDirectory != null) {
      TreeFile file = TreeFile.look(blocks(), path.notDirectory);
      differs(path, order.onlyInTree(), null, path.notDirectory, file.lengthBytes());
      changed(path.name);
    }
    byte[] directory = Segments.parent(path.name);
    boolean told = !path.isOfIndexAlone() || compared.contains(ByteBuffer.wrap(directory));
    if (!told || Arrays.equals(path.name, ROOT)) {
      return;
    }
    if (path.file != null) {
      file(path, directory);
    } else if (path.indexed != null) {
      directory(path, directory);
    } else if (path.entry != null) {
      changed(directory);
      stray(path);
    }
  }

  private void file(Path path, byte[] directory) throws IOException {
    String cid = new String(path.file.cid(), UTF_8);
    if (path.entry != null && path.entry.toString().equals(cid)) {
      sameFiles++;
      return;
    }
    changed(directory);
    if (path.entry == null) {
      differs(path, order.onlyInIndex(), cid, null, 0);
      return;
    }
    TreeFile found = TreeFile.read(blocks(), path.entry, path.file);
    switch (found.kind()) {
      case EXPECTED_FILE -> differs(path, TreeCause.CHUNKING, cid, path.entry, found.lengthBytes());
      case FILE -> differs(path, TreeCause.CONTENT, cid, path.entry, found.lengthBytes());
      case TAMPERED -> differs(path, TreeCause.TAMPERED, cid, path.entry, 0);
      case MISSING_BLOCK -> differs(path, TreeCause.MISSING_BLOCK, cid, path.entry, 0);
      case DIRECTORY -> {
        differs(path, order.onlyInIndex(), cid, null, 0);
        next(path.name, path.entry, null);
      }
    }
  }

  private void directory(Path path, byte[] directory) {
    if (path.entry != null && path.entry.equals(path.indexed)) {
      sameDirectories++;
    } else if (path.entry != null || path.notDirectory == null) {
      changed(directory);
      next(path.name, path.entry, path.indexed);
    }
  }

  /** An entry that the index does not have. */
  private void stray(Path path) throws IOException {
    TreeFile found = TreeFile.look(blocks(), path.entry);
    switch (found.kind()) {
      case DIRECTORY -> next(path.name, path.entry, null);
      case TAMPERED -> differs(path, TreeCause.TAMPERED, null, path.entry, 0);
      case MISSING_BLOCK -> differs(path, TreeCause.MISSING_BLOCK, null, path.entry, 0);
      case FILE, EXPECTED_FILE ->
          differs(path, order.onlyInTree(), null, path.entry, found.lengthBytes());
    }
  }

  private void next(byte[] path, Cid tree, Cid index) {
    emit(LevelRow.key(LevelRow.Kind.NEXT, path), new LevelRow.Pair(tree, index).encode());
  }

  private void changed(byte[] directory) {
    emit(LevelRow.key(LevelRow.Kind.CHANGED, directory), NONE);
  }

  private void differs(Path path, TreeCause cause, String index, Cid tree, long treeBytes) {
    TreeDifference difference =
        new TreeDifference(
            path.name,
            cause,
            index,
            tree == null ? null : tree.toString(),
            index == null ? 0 : path.file.sizeBytes(),
            treeBytes);
    emit(LevelRow.key(LevelRow.Kind.DIFFERENT, path.name), difference.value(values));
  }

  private BlockPlace.Opened blocks() throws IOException {
    if (blocks == null) {
      blocks = place.open();
    }
    return blocks;
  }

  @Override
  public void close() throws IOException {
    files.close();
    if (blocks != null) {
      blocks.close();
    }
  }
}
