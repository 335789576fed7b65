package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What an XML dump says of a page, one fact a row: all of it is the key. Of pages of one number the
 * newest revision comes first; of a page its title comes before all else.
 */
final class TextRow {
  private static final int FILE_NAMESPACE = 6;
  private static final int CATEGORY_NAMESPACE = 14;

  /** The most that MediaWiki keeps of a sort key. */
  private static final int MAX_SORT_KEY_BYTES = 230;

  /** What a row says. */
  enum Kind {
    PAGE,
    CATEGORY,
    IMAGE,
    LANGUAGE
  }

  private TextRow() {}

  /** The page itself. */
  static byte[] page(RowWriter out, long id, long revision, PageFact fact) {
    PageFact.write(start(out, id, revision, Kind.PAGE), fact);
    return out.toBytes();
  }

  /** A category of the page, and what it asks to be sorted under. */
  static byte[] category(RowWriter out, long id, long revision, byte[] category, String sortKey) {
    return start(out, id, revision, Kind.CATEGORY).bytes(category).text(sortKey).toBytes();
  }

  /** A file that the page shows. */
  static byte[] image(RowWriter out, long id, long revision, String file) {
    return start(out, id, revision, Kind.IMAGE).text(file).toBytes();
  }

  /** The page in another language. */
  static byte[] language(RowWriter out, long id, long revision, String language, String title) {
    return start(out, id, revision, Kind.LANGUAGE).text(language).text(title).toBytes();
  }

  private static RowWriter start(RowWriter out, long id, long revision, Kind kind) {
    return out.clear().fixedLong(id).fixedLong(~revision).byteValue(kind.ordinal());
  }

  /** Makes rows of a table of the sorted rows of whole pages: those of the newest revisions. */
  static final class Step implements RowPump.Step {
    private final Kind wanted;
    private final RowWriter keys = new RowWriter();
    private final RowWriter values = new RowWriter();
    private byte[] last = {};
    private long id;
    private long revision;
    private PageFact page;

    Step(Kind wanted) {
      this.wanted = wanted;
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> out) {
      if (Arrays.equals(key, last)) {
        return; // a page that stands twice in the dump
      }
      last = key;
      RowReader in = new RowReader(key);
      long itsId = in.fixedLong();
      long itsRevision = ~in.fixedLong();
      Kind kind = Kind.values()[in.byteValue()];
      if (page == null || itsId != id) {
        id = itsId;
        revision = itsRevision;
        page = PageFact.read(in);
        if (wanted == Kind.PAGE) {
          out.accept(NumberKey.told(keys, id), page.encode(values));
        }
      } else if (itsRevision == revision && kind == wanted && kind != Kind.PAGE) {
        out.accept(made(in), PageLink.NONE);
      }
    }

    private byte[] made(RowReader in) {
      return switch (wanted) {
        case CATEGORY -> new CategoryRow(link(in.bytes(), in.text()), page).key(keys);
        case IMAGE -> new PageImageRow(id, page, in.text().getBytes(UTF_8)).key(keys);
        case LANGUAGE -> new LangLinkRow(id, in.bytes(), in.bytes()).key(keys);
        case PAGE -> throw new IllegalStateException("made from its own row");
      };
    }

    private PageLink link(byte[] category, String prefix) {
      String type =
          switch (page.namespace()) {
            case CATEGORY_NAMESPACE -> "subcat";
            case FILE_NAMESPACE -> "file";
            default -> "page";
          };
      byte[] sortKey = sortKey(prefix, new String(page.title(), UTF_8));
      return new PageLink(id, category, sortKey, prefix.getBytes(UTF_8), type);
    }

    /** As MediaWiki makes it where no other collation is set: in capitals, the prefix first. */
    private static byte[] sortKey(String prefix, String title) {
      String text = prefix.isEmpty() ? title : prefix + "\n" + title;
      byte[] key = text.toUpperCase(Locale.ROOT).getBytes(UTF_8);
      return Arrays.copyOf(key, Math.min(key.length, MAX_SORT_KEY_BYTES));
    }
  }
}
