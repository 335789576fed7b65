package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.pipeline.blocks.Blocks;
import org.wikimill.pipeline.rows.Output;

/** The room that a build which could not write has, and needs. */
final class Room {
  private final BuildPlan plan;
  private final Output output;

  private Room(BuildPlan plan, Output output) {
    this.plan = plan;
    this.output = output;
  }

  /** The failure, and what its user can do about it. */
  static SinkException tell(SinkException failure, BuildPlan plan, Output output) {
    return failure.with(new Room(plan, output).advice());
  }

  private String advice() {
    return plan.store().location()
        + free()
        + needed()
        + ". What was committed is kept: make room, and go on with --resume";
  }

  private String free() {
    try {
      OptionalLong free = plan.store().freeBytes();
      return free.isPresent() ? bytes(" has %,d bytes free,", free.getAsLong()) : ":";
    } catch (IOException e) {
      return ":";
    }
  }

  private String needed() {
    try {
      return needed(plan.sources().stream().map(Blocks::rowFiles).flatMap(List::stream).toList());
    } catch (IOException e) {
      return " the bytes needed are not known";
    }
  }

  /**
   * Shards have about as much of the source each, so those that are done tell of those that are
   * not. The rows of each will stand in the index once more.
   */
  private String needed(List<String> rowFiles) throws IOException {
    int missing = output.missing(rowFiles).size();
    int done = rowFiles.size() - missing;
    if (done == 0) {
      return bytes(" at least %,d bytes more are needed", plan.storedBytes());
    }
    Store store = plan.store();
    long made = 0;
    long rows = 0;
    for (String rowFile : rowFiles) {
      if (store.exists(rowFile)) {
        made += output.summary(rowFile).files().stream().mapToLong(FileFact::lengthBytes).sum();
        try (PositionedInput input = store.open(rowFile)) {
          rows += input.length();
        }
      }
    }
    long rest = (made + rows) / done * missing + rows / done * rowFiles.size();
    return bytes(" about %,d bytes more are needed", rest);
  }

  private static String bytes(String text, long bytes) {
    return String.format(Locale.ROOT, text, bytes);
  }
}
