package org.wikimill.pipeline.pages;

import java.io.IOException;
import java.util.function.BiConsumer;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.DirentScanner;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.rows.TaskEnd;
import org.wikimill.pipeline.source.ZimPlan;

/** Reads the dirents of one range in bulk, and makes of each what a rule says. */
final class EntryScan extends RowPump {

  /** What becomes of a dirent: any number of rows. */
  interface Rule {
    void rows(Entry entry, BiConsumer<byte[], byte[]> out);
  }

  /**
   * A dirent and its name in the source.
   *
   * @param inTree whether its namespace belongs to the tree: C in the new scheme, all but M, W, X
   *     and Z (metadata and indexes) in the old
   * @param name the source's own name: {@link ZimArchive#nameOf}
   */
  record Entry(Dirent dirent, boolean inTree, byte[] name) {
    byte[] title() {
      return dirent.title().length == 0 ? dirent.path() : dirent.title();
    }
  }

  /**
   * The most segments of a path: each may become a directory, and all directories above a file are
   * open at once. URLs as browsers take them have fewer.
   */
  static final int MAX_SEGMENTS = 1024;

  private final String file;
  private final ZimArchive archive;
  private final DirentScanner dirents;
  private final Rule rule;

  EntryScan(ZimPlan plan, int range, Rule rule) throws IOException {
    this.archive = TaskEnd.closing(plan.open());
    this.file = archive.input().name();
    this.dirents = archive.dirents(plan.rangeStart(range), plan.rangeStart(range + 1));
    this.rule = rule;
  }

  @Override
  protected boolean step() throws IOException {
    if (!dirents.next()) {
      return false;
    }
    Dirent dirent = dirents.dirent();
    boolean inTree = inTree(dirent.namespace());
    if (inTree) {
      checkName(dirent);
    }
    rule.rows(new Entry(dirent, inTree, archive.nameOf(dirent)), this::emit);
    return true;
  }

  private boolean inTree(byte namespace) {
    return archive.newNamespaceScheme() ? namespace == 'C' : "MWXZ".indexOf(namespace) < 0;
  }

  private void checkName(Dirent dirent) throws MalformedInputException {
    int slashes = 0;
    for (byte b : dirent.path()) {
      slashes += b == '/' ? 1 : 0;
    }
    if (slashes >= MAX_SEGMENTS) {
      throw malformed("path too deep", dirent, "at most " + MAX_SEGMENTS + " segments", slashes);
    }
    // The only byte that ends a name: no path holds it.
    if (dirent.namespace() == 0) {
      throw malformed("namespace is no character", dirent, "a byte from 1 on", 0);
    }
  }

  private MalformedInputException malformed(
      String reason, Dirent dirent, String expected, int found) {
    return new MalformedInputException(
        reason, file, -1, expected + " in entry " + dirent.index(), String.valueOf(found));
  }
}
