package org.wikimill.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.dumps.SiteInfo;

/**
 * The readers of dumps behind one face.
 *
 * @param site what the dump says of its wiki
 * @param ranges what can be read alone, in order
 */
public record DumpReader(SiteInfo site, List<Range> ranges) {

  /** Bytes of the file: of an XML dump, those that its reader names; of others, all. */
  public record Range(long start, long end) implements Serializable {
    public long lengthBytes() {
      return end - start;
    }
  }

  /**
   * Reads what a dump says of itself.
   *
   * @param index the index of a multistream dump
   * @param rangeBytes stored bytes that a range should have
   */
  static DumpReader open(
      SourceFormat format, PositionedInput input, Optional<PositionedInput> index, long rangeBytes)
      throws IOException {
    return new DumpReader(StaxCursor.site(input), List.of(new Range(0, input.length())));
  }

  /** Reads the pages of a range; closing the cursor closes the input. */
  static PageCursor read(SourceFormat format, PositionedInput input, Range range, SiteInfo site)
      throws IOException {
    return new StaxCursor(input, site);
  }
}
