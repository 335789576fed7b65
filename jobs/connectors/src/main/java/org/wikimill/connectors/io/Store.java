package org.wikimill.connectors.io;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The folder of a build, on whatever file system it lies.
 *
 * <p>Names are relative, with '/' between segments. A file appears under its name when it is whole,
 * or not at all.
 */
public interface Store extends Serializable {

  /** Where the folder is, for messages. */
  String location();

  /**
   * Begins a run: makes room for what its tasks write.
   *
   * <p>What the tasks of other runs have not committed is removed, and never will be, though they
   * may still live somewhere. Object stores cannot tell them apart: there a late task writes the
   * same bytes once more.
   */
  void begin(String run) throws IOException;

  /** Ends a run: what its tasks have not committed is removed, and never will be. */
  void end(String run) throws IOException;

  /** The same folder for the tasks of a run, which can create files from its begin to its end. */
  Store inRun(String run);

  /** A new file, invisible under {@code name} until it is committed. Replaces an older one then. */
  NewFile create(String name) throws IOException;

  /**
   * Creates a small file whole, unless there is one of that name.
   *
   * @return whether it was created
   */
  boolean createNew(String name, byte[] content) throws IOException;

  /** A file that exists, to be read. */
  PositionedInput open(String name) throws IOException;

  boolean exists(String name) throws IOException;

  /** Names of all files below {@code folder}, at any depth, sorted; empty if it does not exist. */
  List<String> list(String folder) throws IOException;

  /** Whether the name is that of a file that was never committed. */
  boolean isPending(String name);

  /** Removes a file, or a folder with all below it. Nothing happens if there is none. */
  void delete(String name) throws IOException;

  /** How many bytes more may be written, as far as it is known; some may be for others. */
  OptionalLong freeBytes() throws IOException;
}
