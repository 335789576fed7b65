package org.wikimill.pipeline.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.dumps.XmlPageCursor;
import org.wikimill.formats.dumps.XmlSlot;

/**
 * What files tell of the wiki's files, each row a {@link MediaRow}: answers of the API, which begin
 * with a brace or bracket, or XML exports with {@link StructuredData}.
 */
final class InfoRows extends RowPump implements Closeable {
  private static final int FILES = 6;

  /** So much of an export is read by one task, where it can be cut. */
  private static final long RANGE_BYTES = 128L << 20;

  private static final byte[] NOTHING = {};

  private final PositionedInput input;
  private final SiteInfo site;
  private final Titles titles;
  private final RowWriter out = new RowWriter();

  /** Null for an answer. */
  private final XmlPageCursor pages;

  private boolean answered;

  /**
   * What one task reads.
   *
   * @param range of an export; null for an answer
   */
  private record Piece(String file, DumpRange range) implements Serializable {}

  private InfoRows(PositionedInput input, DumpRange range, SiteInfo site) throws IOException {
    this.input = input;
    this.site = site;
    this.titles = new Titles(site);
    this.pages = range == null ? null : XmlDump.read(input, range, XmlDump.open(input).site());
  }

  /** What the files of a plan tell. */
  static JavaPairRDD<byte[], byte[]> of(JavaSparkContext spark, MediaPlan plan, SiteInfo site)
      throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (String file : plan.infos()) {
      try (PositionedInput input = open(plan, file)) {
        if (ApiAnswer.is(input)) {
          pieces.add(new Piece(file, null));
        } else {
          List<DumpRange> ranges = XmlDump.open(input).ranges(RANGE_BYTES);
          ranges.forEach(range -> pieces.add(new Piece(file, range)));
        }
      }
    }
    return spark
        .parallelize(pieces, Math.max(1, pieces.size()))
        .flatMapToPair(
            piece -> {
              InfoRows rows = open(plan, piece, site);
              TaskContext.get().addTaskCompletionListener((TaskCompletionListener) c -> rows.end());
              return rows;
            });
  }

  private static InfoRows open(MediaPlan plan, Piece piece, SiteInfo site) throws IOException {
    PositionedInput input = open(plan, piece.file());
    try {
      return new InfoRows(input, piece.range(), site);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static PositionedInput open(MediaPlan plan, String file) throws IOException {
    return ArchiveInputs.open(file, plan.hadoop().configuration());
  }

  @Override
  protected boolean step() throws IOException {
    if (pages != null) {
      return page();
    }
    boolean first = !answered;
    if (first) {
      answered = true;
      ApiAnswer.read(
          input, site.language(), (title, info) -> tell(MediaRow.Kind.ANSWER, title, info));
    }
    return first;
  }

  private boolean page() throws IOException {
    boolean found = pages.next();
    if (found) {
      for (XmlSlot slot : pages.revision().slots()) {
        if (slot.role().equals(StructuredData.ROLE) && slot.missing().isEmpty()) {
          MediaInfo info =
              StructuredData.of(slot.text(), site.language(), input.name(), pages.place());
          tell(MediaRow.Kind.STRUCTURED, pages.title(), info);
        }
      }
    }
    return found;
  }

  private void tell(MediaRow.Kind kind, String title, MediaInfo info) {
    String canonical = titles.canonical(title);
    if (titles.namespace(canonical) == FILES && canonical.indexOf(0) < 0) {
      emit(MediaRow.info(out, canonical, kind, info), NOTHING);
    }
  }

  private void end() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (input) {
      if (pages != null) {
        pages.close();
      }
    }
  }
}
