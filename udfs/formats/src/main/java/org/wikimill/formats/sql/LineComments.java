package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** The comments that begin with {@code --}: by them tools say that a dump begins and ends. */
final class LineComments {
  static final String COMPLETED = "-- Dump completed";
  private static final List<String> MAKERS = List.of("-- MySQL dump", "-- MariaDB dump");

  private boolean begun;
  private boolean completed;

  /** Goes behind a comment and its line. */
  void read(SqlInput in) throws IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    for (int c = in.next(); c >= 0 && c != '\n'; c = in.next()) {
      if (start.size() < SqlLimits.MAX_NAME_BYTES) {
        start.write(c);
      }
    }
    String text = start.toString(ISO_8859_1);
    begun |= MAKERS.stream().anyMatch(text::startsWith);
    completed |= text.startsWith(COMPLETED);
  }

  /** Whether a dump that a tool began to write lacks the tool's last words. */
  boolean isEndMissing() {
    return begun && !completed;
  }
}
