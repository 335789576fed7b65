package org.wikimill.pipeline.joined;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.dumps.XmlPageCursor;
import org.wikimill.formats.dumps.XmlSlot;
import org.wikimill.pipeline.rows.TaskEnd;
import org.wikimill.pipeline.source.DumpFile;
import org.wikimill.pipeline.source.SourceInputs;

/**
 * Files that tell of files of a wiki what its table {@code image} does not: answers of the API with
 * {@code extmetadata}, as JSON, and exports of Commons whose pages have a slot {@code mediainfo}.
 * Which of both a file is its first bytes tell.
 *
 * @param files the files, as they were given
 * @param pieces what tasks read of them
 * @param hadoop how their file systems are reached
 */
public record InfoFiles(List<DumpFile> files, List<Piece> pieces, HadoopSettings hadoop)
    implements Serializable {
  private static final long BYTES_PER_TASK = 32L << 20;
  private static final int FILE_NAMESPACE = 6;

  /**
   * What a task reads.
   *
   * @param range the bytes of an export; all of answers
   * @param site what an export says of its wiki; null of answers
   */
  record Piece(String location, DumpRange range, SiteInfo site) implements Serializable {}

  static InfoFiles of(List<String> locations, HadoopSettings hadoop) throws IOException {
    List<DumpFile> files = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    for (String location : locations) {
      try (PositionedInput input = SourceInputs.open(location, hadoop)) {
        files.add(DumpFile.of(location, input));
        if (ApiAnswer.is(input)) {
          pieces.add(new Piece(location, new DumpRange(0, input.length()), null));
        } else {
          XmlDump export = XmlDump.open(input);
          export
              .ranges(BYTES_PER_TASK)
              .forEach(range -> pieces.add(new Piece(location, range, export.site())));
        }
      }
    }
    return new InfoFiles(List.copyOf(files), List.copyOf(pieces), hadoop);
  }

  /** What the files tell. */
  JavaPairRDD<byte[], byte[]> rows(
      JavaSparkContext spark, String language, TableInputs.InfoKey key) {
    InfoFiles all = this;
    return spark
        .parallelize(pieces, Math.max(1, pieces.size()))
        .flatMapToPair(piece -> TaskEnd.closing(all.open(piece, language, key)));
  }

  private Pump open(Piece piece, String language, TableInputs.InfoKey key) throws IOException {
    PositionedInput input = SourceInputs.open(piece.location, hadoop);
    try {
      return piece.site == null
          ? new Answers(input, language, key)
          : new Slots(input, XmlDump.read(input, piece.range, piece.site), language, key);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The rows of a piece. */
  private abstract static class Pump extends RowPump implements Closeable {
    final PositionedInput input;
    private final TableInputs.InfoKey key;
    private final RowWriter keys = new RowWriter();

    Pump(PositionedInput input, TableInputs.InfoKey key) {
      this.input = input;
      this.key = key;
    }

    void tell(String name, MediaInfo.Teller teller, MediaInfo info) {
      byte[] made = key.of(keys, name, teller, info);
      if (made != null) {
        emit(made, PageLink.NONE);
      }
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }

  /** Answers, all in one step, for their length has a limit. */
  private static final class Answers extends Pump {
    private final String language;
    private boolean read;

    Answers(PositionedInput input, String language, TableInputs.InfoKey key) {
      super(input, key);
      this.language = language;
    }

    @Override
    protected boolean step() throws IOException {
      if (read) {
        return false;
      }
      read = true;
      ApiAnswer.read(input, language, this::tell);
      return true;
    }
  }

  /** The slots of an export's pages, a page a step. */
  private static final class Slots extends Pump {
    private final XmlPageCursor pages;
    private final String language;

    Slots(PositionedInput input, XmlPageCursor pages, String language, TableInputs.InfoKey key) {
      super(input, key);
      this.pages = pages;
      this.language = language;
    }

    @Override
    protected boolean step() throws IOException {
      if (!pages.next()) {
        return false;
      }
      for (XmlSlot slot : pages.revision().slots()) {
        boolean told = slot.role().equals(StructuredData.ROLE) && slot.missing().isEmpty();
        if (pages.namespace() == FILE_NAMESPACE && told) {
          String title = pages.title();
          MediaInfo info = StructuredData.of(slot.text(), language, input.name(), pages.place());
          tell(title.substring(title.indexOf(':') + 1), MediaInfo.Teller.STATEMENTS, info);
        }
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      try (pages) {
        super.close();
      }
    }
  }
}
