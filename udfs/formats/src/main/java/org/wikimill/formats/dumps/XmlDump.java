package org.wikimill.formats.dumps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.XmlElements.Texts;

/**
 * A dump in MediaWiki's export format: {@code pages-articles}, {@code pages-meta-current}, a
 * content file export, or what Special:Export gives; export-0.3 to 0.11, UTF-8 or UTF-16; plain,
 * bzip2 of one stream or many, gzip, xz or 7z.
 *
 * <p>Files without compression and bzip2 can be read in ranges, the others as a whole. What a range
 * holds follows from the file and the range alone.
 *
 * @see <a href="https://www.mediawiki.org/xml/export-0.11.xsd">export-0.11.xsd</a>
 */
public final class XmlDump {
  private final PositionedInput input;
  private final SiteInfo site;
  private final boolean cuttable;

  private XmlDump(PositionedInput input, SiteInfo site, boolean cuttable) {
    this.input = input;
    this.site = site;
    this.cuttable = cuttable;
  }

  /**
   * Reads what stands in front of the pages.
   *
   * @param input stays open
   * @param index what the wiki says of the places of pages in a multistream file. Ranges do not
   *     need it, but one of another file is refused
   * @throws org.wikimill.formats.bytes.MalformedInputException if this is no export
   */
  public static XmlDump open(PositionedInput input, Optional<PositionedInput> index)
      throws IOException {
    if (index.isPresent()) {
      MultistreamIndex.check(index.get(), input);
    }
    return open(input);
  }

  /** The same, of a dump without an index. */
  public static XmlDump open(PositionedInput input) throws IOException {
    DumpRange whole = new DumpRange(0, input.length());
    try (XmlScanner scanner = new XmlScanner(XmlPieces.open(input, whole), input.name())) {
      SiteInfo site = new SiteInfoReader(scanner, input.name()).read();
      boolean cuttable = DumpCompression.of(input).canBeCut() && !scanner.isUtf16();
      return new XmlDump(input, site, cuttable);
    }
  }

  /** What the dump says of its wiki. */
  public SiteInfo site() {
    return site;
  }

  /**
   * Ranges that together hold each page once. They follow from the length of the file alone, so
   * that some may hold no page.
   *
   * @param rangeBytes the length of all but the last, in bytes of the file
   */
  public List<DumpRange> ranges(long rangeBytes) {
    if (rangeBytes <= 0) {
      throw new IllegalArgumentException("no length of a range: " + rangeBytes);
    }
    long step = cuttable ? rangeBytes : input.length();
    List<DumpRange> ranges = new ArrayList<>();
    for (long start = 0; start < input.length(); start += step) {
      ranges.add(new DumpRange(start, Math.min(input.length(), start + step)));
    }
    return ranges;
  }

  /**
   * The pages of a range.
   *
   * @param input the file of which {@link #ranges} gave the range; stays open
   * @param site what {@link #site} gave
   */
  public static XmlPageCursor read(PositionedInput input, DumpRange range, SiteInfo site)
      throws IOException {
    return new XmlPageCursor(XmlPieces.open(input, range), input.name(), site, Texts.READ);
  }

  /** The same pages with empty texts, which is faster. */
  public static XmlPageCursor readWithoutTexts(
      PositionedInput input, DumpRange range, SiteInfo site) throws IOException {
    return new XmlPageCursor(XmlPieces.open(input, range), input.name(), site, Texts.SKIP);
  }
}
