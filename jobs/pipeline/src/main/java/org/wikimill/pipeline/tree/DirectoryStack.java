package org.wikimill.pipeline.tree;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.site.Places;
import org.wikimill.pipeline.rows.PartSummary.OpenDirectory;

/**
 * Builds directories from files in the byte order of their paths, which holds everything below a
 * directory together.
 *
 * <p>Only the directories on the path to the current file are open. One that lies wholly in the
 * range of paths that this stack sees is finished when the order leaves it; of any other, and of
 * one with more than {@link TreeLimits#heldEntries()} entries, the entries are handed on.
 */
final class DirectoryStack {
  /** What becomes of directories. */
  interface Listener {
    /** A directory is finished. */
    void finished(byte[] path, DirectoryNode node) throws IOException;

    /** An entry of a directory that cannot be finished here. */
    void entry(byte[] directory, byte[] name, Cid cid, long tsize) throws IOException;

    /** A directory that cannot be finished here, in one that therefore cannot either. */
    void pending(byte[] directory, byte[] name) throws IOException;

    /** All entries of a directory that cannot be finished here have been told. */
    void open(OpenDirectory directory) throws IOException;
  }

  private final CidProfile profile;
  private final DirectoryBuilder builder;
  private final PathRange range;
  private final int maxHeld;
  private final Listener listener;
  private final Deque<Open> stack = new ArrayDeque<>();

  DirectoryStack(
      CidProfile profile, BlockSink sink, PathRange range, int maxHeld, Listener listener) {
    this.profile = profile;
    this.builder = new DirectoryBuilder(profile, sink);
    this.range = range;
    this.maxHeld = maxHeld;
    this.listener = listener;
    stack.push(new Open(new byte[0]));
  }

  /** Takes the next file. */
  void file(byte[] path, Cid cid, long tsize) throws IOException {
    int directory = Places.directoryLength(path);
    while (!stack.peek().contains(path)) {
      close();
    }
    for (Open top = stack.peek(); top.path.length < directory; top = stack.peek()) {
      int from = top.path.length == 0 ? 0 : top.path.length + 1;
      int slash = from;
      while (path[slash] != '/') {
        slash++;
      }
      stack.push(new Open(Arrays.copyOf(path, slash)));
    }
    stack.peek().add(Places.name(path), cid, tsize);
  }

  /** Ends the range. */
  void end() throws IOException {
    while (!stack.isEmpty()) {
      close();
    }
  }

  private void close() throws IOException {
    Open top = stack.pop();
    if (top.handsOn()) {
      top.handOn();
      listener.open(new OpenDirectory(top.path, top.entries, top.linkCosts));
      if (!stack.isEmpty()) {
        stack.peek().pending(top.name());
      }
      return;
    }
    for (Held entry : top.held) {
      builder.add(entry.name, entry.cid, entry.tsize);
    }
    DirectoryNode node = builder.finish();
    listener.finished(top.path, node);
    stack.peek().add(top.name(), node.cid(), node.tsize());
  }

  private record Held(byte[] name, Cid cid, long tsize) {}

  /** A directory on the path to the current file. */
  private final class Open {
    private final byte[] path;
    private final List<Held> held = new ArrayList<>();
    private long entries;
    private long linkCosts;
    private boolean overflown;

    Open(byte[] path) {
      this.path = path;
      this.overflown = !range.holdsAllBelow(path);
    }

    byte[] name() {
      return Places.name(path);
    }

    boolean contains(byte[] file) {
      return path.length == 0
          || (file.length > path.length
              && file[path.length] == '/'
              && Arrays.equals(file, 0, path.length, path, 0, path.length));
    }

    boolean handsOn() {
      return overflown;
    }

    void add(byte[] name, Cid cid, long tsize) throws IOException {
      entries++;
      linkCosts += profile.linkCost(name, cid, tsize);
      held.add(new Held(name, cid, tsize));
      if (overflown || held.size() > maxHeld) {
        overflown = true;
        handOn();
      }
    }

    void pending(byte[] name) throws IOException {
      overflown = true;
      listener.pending(path, name);
    }

    void handOn() throws IOException {
      for (Held entry : held) {
        listener.entry(path, entry.name, entry.cid, entry.tsize);
      }
      held.clear();
    }
  }
}
