package org.wikimill.formats.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Insertions into a page and replacements in it, made in one pass. All bytes that no edit names are
 * written as they are.
 *
 * <p>Edits may be added in any order. At one position, insertions follow each other as they were
 * added, before a replacement that starts there and after one that ends there. Edits that overlap
 * are refused.
 */
public final class HtmlEdits {

  /**
   * What is done at one place of a page.
   *
   * @param start the first byte that is replaced, or before which is inserted
   * @param end the byte after the replaced ones; {@code start} for an insertion
   * @param bytes what stands there instead, not copied
   * @param rule why, as {@link #because} said; empty if nobody did
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  public record Edit(int start, int end, byte[] bytes, String rule) {
    boolean isInsertion() {
      return start == end;
    }
  }

  /** Sorted by start, insertions before the replacement at the same start. */
  private final List<Edit> edits = new ArrayList<>();

  private int growthBytes;
  private String rule = "";

  /** Says which rule the edits follow that are added from now on. */
  public HtmlEdits because(String newRule) {
    rule = newRule;
    return this;
  }

  /**
   * Inserts bytes.
   *
   * @param position the byte before which they go; the length of the page to append
   * @throws IllegalArgumentException if the position lies inside a replaced range
   */
  public HtmlEdits insert(int position, byte[] bytes) {
    return add(new Edit(position, position, bytes.clone(), rule));
  }

  /**
   * Replaces {@code [start, end)}, which is not empty, by bytes; by none to remove it.
   *
   * @throws IllegalArgumentException if the range overlaps another replaced range, or an insertion
   *     lies inside it
   */
  public HtmlEdits replace(int start, int end, byte[] bytes) {
    if (start >= end) {
      throw new IllegalArgumentException("no bytes to replace in [" + start + ", " + end + ")");
    }
    return add(new Edit(start, end, bytes.clone(), rule));
  }

  /** Is there nothing to do? */
  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The edits, by their places in the page. */
  public List<Edit> inOrder() {
    return List.copyOf(edits);
  }

  /** The number of edits. */
  public int count() {
    return edits.size();
  }

  /** How many bytes the page grows by; negative if it shrinks. */
  public int growthBytes() {
    return growthBytes;
  }

  private HtmlEdits add(Edit edit) {
    Objects.checkFromIndexSize(edit.start, edit.end - edit.start, Integer.MAX_VALUE);
    int index = index(edit);
    if (index > 0) {
      refuseOverlap(edits.get(index - 1), edit);
    }
    if (index < edits.size()) {
      refuseOverlap(edit, edits.get(index));
    }
    growthBytes = Math.addExact(growthBytes, edit.bytes.length - (edit.end - edit.start));
    edits.add(index, edit);
    return this;
  }

  /** Where an edit goes in the list; most come in order, so the search starts at the end. */
  private int index(Edit edit) {
    int index = edits.size();
    while (index > 0) {
      Edit before = edits.get(index - 1);
      boolean follows =
          before.start < edit.start
              || (before.start == edit.start && (before.isInsertion() || !edit.isInsertion()));
      if (follows) {
        break;
      }
      index--;
    }
    return index;
  }

  private static void refuseOverlap(Edit first, Edit second) {
    if (first.end > second.start) {
      throw new IllegalArgumentException(
          "edits overlap: ["
              + first.start
              + ", "
              + first.end
              + ") and ["
              + second.start
              + ", "
              + second.end
              + ")");
    }
  }

  /** The edited page. */
  public byte[] apply(byte[] page) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(Math.max(0, Math.addExact(page.length, growthBytes)));
    try {
      writeTo(out, page, 0, page.length);
    } catch (IOException e) {
      throw new AssertionError("an array takes all bytes", e);
    }
    return out.toByteArray();
  }

  /**
   * Writes the edited page.
   *
   * @param bytes holds the page in {@code [offset, offset + length)}; the edits' positions count
   *     from the start of the array
   * @throws IllegalArgumentException if an edit lies outside the page
   */
  public void writeTo(OutputStream out, byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkInside(offset, offset + length);
    int done = offset;
    for (Edit edit : edits) {
      out.write(bytes, done, edit.start - done);
      out.write(edit.bytes);
      done = edit.end;
    }
    out.write(bytes, done, offset + length - done);
  }

  /**
   * The edits that undo these: applied to what {@link #apply} made of the page, they give the page.
   */
  public HtmlEdits inverse(byte[] page) {
    checkInside(0, page.length);
    HtmlEdits inverse = new HtmlEdits();
    int shift = 0;
    for (Edit edit : edits) {
      int start = edit.start + shift;
      int end = start + edit.bytes.length;
      if (edit.bytes.length > 0 || !edit.isInsertion()) {
        byte[] before = Arrays.copyOfRange(page, edit.start, edit.end);
        inverse.add(new Edit(start, end, before, edit.rule));
      }
      shift += edit.bytes.length - (edit.end - edit.start);
    }
    return inverse;
  }

  private void checkInside(int from, int to) {
    if (!edits.isEmpty() && (edits.get(0).start < from || edits.get(edits.size() - 1).end > to)) {
      throw new IllegalArgumentException(
          "edits in ["
              + edits.get(0).start
              + ", "
              + edits.get(edits.size() - 1).end
              + ") of a page in ["
              + from
              + ", "
              + to
              + ")");
    }
  }
}
