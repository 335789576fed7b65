package org.wikimill.formats.enterprise;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bytes.StoredBytes;

/** The lines of a snapshot that are not blank, whatever it is packed in. */
final class RecordLines {
  /** The reason of the exception where a snapshot ends early. */
  static final String CUT = "dump is cut";

  private static final String DAMAGED = "dump is damaged";

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int TAR_BLOCK_BYTES = 512;

  private final PositionedInput input;
  private final StoredBytes stored;
  private InputStream content;
  private TarArchiveInputStream tar;
  private boolean started;
  private int files;

  /** Of the file that is being read. */
  private String name;

  private long lineNumber;
  private long lineStart;
  private boolean ended;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferStart;
  private int next;
  private int limit;

  private byte[] line = new byte[1 << 20];
  private int length;

  RecordLines(PositionedInput input) {
    this.input = input;
    this.name = input.name();
    this.stored = new StoredBytes(input, 0, input.length());
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @param last what was read before, for the message if the snapshot ends early
   */
  boolean next(String last) throws IOException {
    try {
      if (!started) {
        started = true;
        open();
      }
      do {
        if (!nextLine()) {
          return false;
        }
      } while (isBlank());
      return true;
    } catch (EOFException e) {
      throw stored.caused(e) ? e : cut(last);
    } catch (MalformedInputException e) {
      throw e;
    } catch (IOException e) {
      throw stored.caused(e) ? e : packing(e, last);
    }
  }

  /** Holds the line in its first {@link #length} bytes, until the next one is read. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether the line is the last one and lacks its end. */
  boolean isCut() {
    return ended && tar == null;
  }

  /** The snapshot ends early. */
  MalformedInputException cut(String last) {
    return new MalformedInputException(
        CUT, input.name(), input.length(), "more after " + last, "the end of the file");
  }

  /** The line is no record. */
  MalformedInputException bad(String expected, String found) {
    return new MalformedInputException(
        "record is malformed", name, lineStart, expected + " in line " + lineNumber, found);
  }

  private IOException packing(IOException failure, String last) {
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("Truncated")) {
      return cut(last);
    }
    return new MalformedInputException(
        DAMAGED,
        input.name(),
        input.length() - stored.remaining(),
        "gzip and tar that decode after " + last,
        message);
  }

  private void open() throws IOException {
    InputStream plain = buffered(stored);
    byte[] head = peek(plain, 2);
    if (GzipCompressorInputStream.matches(head, head.length)) {
      plain =
          buffered(
              GzipCompressorInputStream.builder()
                  .setInputStream(plain)
                  .setDecompressConcatenated(true)
                  .get());
    }
    byte[] block = peek(plain, TAR_BLOCK_BYTES);
    content = plain;
    if (TarArchiveInputStream.matches(block, block.length)) {
      tar = new TarArchiveInputStream(plain);
      content = tar;
      ended = true;
    }
  }

  private static InputStream buffered(InputStream in) {
    return new BufferedInputStream(in, BUFFER_BYTES);
  }

  private static byte[] peek(InputStream in, int count) throws IOException {
    in.mark(count);
    byte[] head = in.readNBytes(count);
    in.reset();
    return head;
  }

  /** Goes to the next file of a tar archive that holds records. */
  private boolean nextFile() throws IOException {
    TarArchiveEntry entry;
    do {
      entry = tar.getNextEntry();
      if (entry == null) {
        if (files == 0) {
          throw new MalformedInputException(
              "dump holds no records", input.name(), -1, "a file named .ndjson or .json", "none");
        }
        return false;
      }
    } while (!entry.isFile() || !entry.getName().endsWith("json"));
    files++;
    name = input.name() + ": " + entry.getName();
    lineNumber = 0;
    bufferStart = 0;
    next = 0;
    limit = 0;
    ended = false;
    return true;
  }

  private boolean nextLine() throws IOException {
    while (ended || next == limit && !refill()) {
      if (tar == null || !nextFile()) {
        ended = true;
        length = 0;
        return false;
      }
    }
    lineNumber++;
    lineStart = bufferStart + next;
    length = 0;
    while (next < limit || refill()) {
      int end = next;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(end);
      next = end;
      if (end < limit) {
        next++;
        return true;
      }
    }
    return true;
  }

  private void append(int end) throws MalformedInputException {
    int count = end - next;
    if (count > HtmlDump.MAX_RECORD_BYTES - length) {
      throw bad("at most " + HtmlDump.MAX_RECORD_BYTES + " bytes", "more");
    }
    if (count > line.length - length) {
      int capacity = Math.min(HtmlDump.MAX_RECORD_BYTES, Math.max(line.length * 2, length + count));
      line = Arrays.copyOf(line, capacity);
    }
    System.arraycopy(buffer, next, line, length, count);
    length += count;
  }

  private boolean refill() throws IOException {
    bufferStart += limit;
    next = 0;
    limit = 0;
    int count = content.read(buffer, 0, buffer.length);
    limit = Math.max(count, 0);
    ended = count < 0;
    return count > 0;
  }

  private boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
