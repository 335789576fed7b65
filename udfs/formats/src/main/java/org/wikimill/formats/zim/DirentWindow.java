package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.DELETED;
import static org.wikimill.formats.zim.ZimFormat.DIRENT_PREFIX_LENGTH;
import static org.wikimill.formats.zim.ZimFormat.LINK_TARGET;
import static org.wikimill.formats.zim.ZimFormat.MAX_DIRENT_BYTES;
import static org.wikimill.formats.zim.ZimFormat.REDIRECT;
import static org.wikimill.formats.zim.ZimFormat.u16;
import static org.wikimill.formats.zim.ZimFormat.u32;

import java.io.IOException;
import java.util.Arrays;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The stretch of an archive from which dirents are parsed.
 *
 * <p>Where dirents lie side by side, as libzim writes them, the stretch grows to {@value
 * #MAX_WINDOW_BYTES} bytes and is read once; where pointers jump it shrinks to a few hundred bytes.
 */
final class DirentWindow {
  private static final int MIN_WINDOW_BYTES = 512;
  private static final int MAX_WINDOW_BYTES = 1 << 18;
  private static final long TYPICAL_DIRENT_BYTES = 64;

  /** So many dirents from one stretch justify a longer one. */
  private static final int MANY = 4;

  private final PositionedInput input;
  private final int mimeTypeCount;
  private final long end;
  private byte[] buffer = new byte[0];
  private long start;
  private int length;
  private int windowBytes;
  private int served;

  /**
   * @param end the end of the archive's content
   * @param windowBytes the length of the first stretch
   */
  private DirentWindow(PositionedInput input, int mimeTypeCount, long end, int windowBytes) {
    this.input = input;
    this.mimeTypeCount = mimeTypeCount;
    this.end = end;
    this.windowBytes = windowBytes;
  }

  /** For dirents that stand anywhere. */
  static DirentWindow forLookups(PositionedInput input, int mimeTypeCount, long end) {
    return new DirentWindow(input, mimeTypeCount, end, MIN_WINDOW_BYTES);
  }

  /** For {@code count} dirents that probably stand side by side. */
  static DirentWindow forScan(PositionedInput input, int mimeTypeCount, long end, int count) {
    long guess =
        Math.max(MIN_WINDOW_BYTES, Math.min(count * TYPICAL_DIRENT_BYTES, MAX_WINDOW_BYTES));
    return new DirentWindow(input, mimeTypeCount, end, (int) guess);
  }

  /**
   * Parses the dirent of entry {@code index} at {@code position}, which lies inside the archive.
   *
   * @throws MalformedInputException if it does not end within {@link ZimFormat#MAX_DIRENT_BYTES}
   *     and the archive, or names a MIME type outside the list
   */
  Dirent read(int index, long position) throws IOException {
    if (position >= start && position < start + length) {
      Dirent dirent = parse(index, position);
      if (dirent != null) {
        served++;
        return dirent;
      }
    }
    if (served >= MANY) {
      windowBytes = Math.min(windowBytes * 2, MAX_WINDOW_BYTES);
    } else if (served > 0) {
      windowBytes = Math.max(windowBytes / 2, MIN_WINDOW_BYTES);
    }
    long available = Math.min(end - position, MAX_DIRENT_BYTES);
    for (long want = windowBytes; ; want *= 4) {
      fill(position, (int) Math.min(want, end - position));
      Dirent dirent = parse(index, position);
      if (dirent != null) {
        served = 1;
        return dirent;
      }
      if (length >= available) {
        throw new MalformedInputException(
            "dirent does not end",
            input.name(),
            position,
            "path, title and parameters of entry " + index + " within " + available + " bytes",
            "no end");
      }
    }
  }

  private void fill(long position, int count) throws IOException {
    if (buffer.length < count) {
      buffer = new byte[count];
    }
    length = 0;
    input.readFully(position, buffer, 0, count);
    start = position;
    length = count;
  }

  /** Returns null if the dirent does not end inside the window. */
  private Dirent parse(int index, long position) throws MalformedInputException {
    int from = (int) (position - start);
    if (length - from < DIRENT_PREFIX_LENGTH) {
      return null;
    }
    int type = u16(buffer, from);
    int path = from + DIRENT_PREFIX_LENGTH + targetLength(type);
    int pathEnd = nul(path);
    int titleEnd = pathEnd < 0 ? -1 : nul(pathEnd + 1);
    int parametersLength = buffer[from + 2] & 0xFF;
    if (titleEnd < 0 || length - (titleEnd + 1) < parametersLength) {
      return null;
    }
    byte[] pathBytes = Arrays.copyOfRange(buffer, path, pathEnd);
    byte[] titleBytes =
        titleEnd == pathEnd + 1 ? pathBytes : Arrays.copyOfRange(buffer, pathEnd + 1, titleEnd);
    return dirent(index, position, type, pathBytes, titleBytes);
  }

  private Dirent dirent(int index, long position, int type, byte[] path, byte[] title)
      throws MalformedInputException {
    int from = (int) (position - start);
    byte namespace = buffer[from + 3];
    int revision = u32(buffer, from + 4);
    int target = from + DIRENT_PREFIX_LENGTH;
    return switch (type) {
      case REDIRECT ->
          new Dirent.Redirect(index, namespace, path, title, revision, u32(buffer, target));
      case LINK_TARGET -> new Dirent.LinkTarget(index, namespace, path, title, revision);
      case DELETED -> new Dirent.Deleted(index, namespace, path, title, revision);
      default -> {
        Dirent.Content content =
            new Dirent.Content(
                index,
                namespace,
                path,
                title,
                revision,
                type,
                u32(buffer, target),
                u32(buffer, target + 4));
        yield checked(content, position);
      }
    };
  }

  private Dirent.Content checked(Dirent.Content content, long position)
      throws MalformedInputException {
    if (content.mimeType() >= mimeTypeCount) {
      throw new MalformedInputException(
          "MIME type outside the list",
          input.name(),
          position,
          "a number below " + mimeTypeCount + " for entry " + content.name(),
          String.valueOf(content.mimeType()));
    }
    return content;
  }

  private static int targetLength(int type) {
    return switch (type) {
      case REDIRECT -> 4;
      case LINK_TARGET, DELETED -> 0;
      default -> 8;
    };
  }

  private int nul(int from) {
    for (int i = from; i < length; i++) {
      if (buffer[i] == 0) {
        return i;
      }
    }
    return -1;
  }
}
