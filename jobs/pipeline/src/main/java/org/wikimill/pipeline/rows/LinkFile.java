package org.wikimill.pipeline.rows;

import java.util.List;
import java.util.stream.IntStream;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.site.LinkKind;

/**
 * What a shard leaves of the links of its pages: a row file beside that of the shard, which is
 * committed after it. Nothing in it is for the index.
 */
public final class LinkFile {
  private LinkFile() {}

  /** The rows of such a file; each is the key of its rows. */
  public enum Row {
    /** A batch of places that pages refer to, by hash: see {@link HashBatches}. */
    TARGETS,
    /** A place without a file that answers all the same. */
    ANSWERED,
    /** A {@link Link}, where they are to be listed. */
    LINK;

    /** The key of such a row. */
    public byte[] key() {
      return new byte[] {(byte) ordinal()};
    }

    /** What a row is, by its key. */
    public static Row of(byte[] key) {
      return values()[key[0]];
    }
  }

  /**
   * A reference.
   *
   * @param from the place of the page
   * @param to the place that it asks for
   */
  public record Link(byte[] from, LinkKind kind, byte[] to) {

    /** The row, to travel under {@link Row#LINK}. */
    public byte[] value(RowWriter out) {
      return out.clear().byteValue(kind.ordinal()).bytes(from).raw(to).toBytes();
    }

    /** The row that {@link #value} encoded. */
    public static Link of(byte[] value) {
      RowReader in = new RowReader(value);
      LinkKind kind = LinkKind.values()[in.byteValue()];
      return new Link(in.bytes(), kind, in.rest());
    }
  }

  /** The file of a shard. */
  public static String name(int shard) {
    return Output.workFile("blocks", shard, ".links");
  }

  /** The files of so many shards. */
  public static List<String> names(int shards) {
    return IntStream.range(0, shards).mapToObj(LinkFile::name).toList();
  }
}
