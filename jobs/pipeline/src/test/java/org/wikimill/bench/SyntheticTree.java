package org.wikimill.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Serializable;
import java.util.HexFormat;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;

/**
 * A tree of files that follow from their numbers: the content of file {@code i} is {@code i} in
 * decimal, its name the first eight bytes of the content's SHA-256 in hexadecimal, {@code _} and
 * {@code i}. So the order of paths is not that of the numbers.
 *
 * <p>{@code scripts/lib/python/tree_root.py} makes the same tree by itself.
 *
 * @param shape where the files stand
 * @param files how many there are
 */
public record SyntheticTree(Shape shape, int files) implements Serializable {
  private static final HexFormat HEX = HexFormat.of();
  private static final int NAME_BYTES = 8;

  /** Where the files stand. */
  public enum Shape {
    /** All in the root. */
    FLAT {
      @Override
      String path(int file, int files, byte[] sha256, String name) {
        return name;
      }
    },

    /**
     * Of ten files, five in one directory, four in small directories of eight, one from three to
     * twelve segments deep.
     */
    MIX {
      @Override
      String path(int file, int files, byte[] sha256, String name) {
        int ten = file / 10;
        if (file % 10 < 5) {
          return "A/" + name;
        }
        if (file % 10 < 9) {
          int directory = ten % Math.max(1, files / 20);
          return "small/" + directory % 1000 + "/" + directory + "/" + name;
        }
        StringBuilder path = new StringBuilder("deep/");
        for (int level = 0; level <= ten % 10; level++) {
          path.append(sha256[NAME_BYTES + level] & 7).append('/');
        }
        return path.append(name).toString();
      }
    };

    abstract String path(int file, int files, byte[] sha256, String name);
  }

  /** The row that stage {@code blocks} leaves of a file: one raw block. */
  public FileRow row(int file) {
    byte[] content = content(file);
    byte[] sha256 = Digests.sha256().digest(content);
    String name = HEX.formatHex(sha256, 0, NAME_BYTES) + '_' + file;
    String path = shape.path(file, files, sha256, name);
    return new FileRow(
        path.getBytes(US_ASCII),
        Cid.sha256(1, Codec.RAW, sha256),
        content.length,
        content.length,
        sha256,
        "text/html",
        name,
        path,
        sha256,
        null,
        null,
        null);
  }

  private static byte[] content(int file) {
    return Integer.toString(file).getBytes(US_ASCII);
  }
}
