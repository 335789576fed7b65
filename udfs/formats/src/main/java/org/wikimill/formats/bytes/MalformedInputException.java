package org.wikimill.formats.bytes;

import java.io.IOException;

/**
 * Input that breaks the rules of its format.
 *
 * <p>The message is one line that says what is wrong, in which file, at which byte, what was
 * expected and what was found.
 */
public final class MalformedInputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String file;
  private final long offset;
  private final String expected;
  private final String found;

  /**
   * @param reason what is wrong, as a short noun phrase or sentence without a full stop
   * @param file the {@link PositionedInput#name()} of the input
   * @param offset the byte at which the damaged structure or field starts; -1 if it has no place
   * @param expected what the format demands there
   * @param found what stands there
   */
  public MalformedInputException(
      String reason, String file, long offset, String expected, String found) {
    super(
        reason
            + ": "
            + file
            + (offset >= 0 ? " at byte " + offset : "")
            + ", expected "
            + expected
            + ", found "
            + found);
    this.reason = reason;
    this.file = file;
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  private MalformedInputException(MalformedInputException cause, String entry) {
    super(cause.getMessage() + ", in entry " + entry, cause);
    this.reason = cause.reason;
    this.file = cause.file;
    this.offset = cause.offset;
    this.expected = cause.expected;
    this.found = cause.found;
  }

  /** The same defect, met on behalf of an entry of the file, which the message then names. */
  public MalformedInputException inEntry(String entry) {
    return new MalformedInputException(this, entry);
  }

  /** What is wrong, without place and values: stable, so that tests and tables can name it. */
  public String reason() {
    return reason;
  }

  /** The name of the input. */
  public String file() {
    return file;
  }

  /** The byte at which the damaged structure starts; -1 if it has no place. */
  public long offset() {
    return offset;
  }

  /** What the format demands there. */
  public String expected() {
    return expected;
  }

  /** What stands there. */
  public String found() {
    return found;
  }
}
