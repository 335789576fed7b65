package org.wikimill.connectors.io;

import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wikimill.connectors.io.LocalStore.Durability;

/** How a file system is made to show a file under its name when it is whole, and not before. */
sealed interface Publication extends Serializable permits ByRename, AtClose {

  /**
   * The way that a file system allows.
   *
   * <p>A stream that can be aborted is one that shows its object when it is closed: object stores
   * declare it, and would copy an object to rename it. All others rename.
   */
  static Publication on(FileSystem fileSystem, Path folder, Durability durability)
      throws IOException {
    return fileSystem.hasPathCapability(folder, CommonPathCapabilities.ABORTABLE_STREAM)
        ? new AtClose()
        : new ByRename(durability, Unfinished.BESIDE);
  }

  /** Begins a run in a folder, as {@link Store#begin} has it. */
  void begin(FileSystem fileSystem, Path root, String run) throws IOException;

  /** Ends a run in a folder, as {@link Store#end} has it. */
  void end(FileSystem fileSystem, Path root, String run) throws IOException;

  /** The same for the tasks of a run. */
  Publication inRun(String run);

  /** A new file, invisible under {@code name} until it is committed. Replaces an older one then. */
  NewFile create(FileSystem fileSystem, Path root, String name) throws IOException;

  /** Creates a small file unless there is one; returns whether it did. */
  boolean createNew(FileSystem fileSystem, Path target, byte[] content) throws IOException;

  /** Whether the name is that of a file that was never committed. */
  boolean isPending(String name);

  /** The bytes that the folder has room for, if the file system has an end. */
  OptionalLong freeBytes(FileSystem fileSystem, Path folder) throws IOException;
}
