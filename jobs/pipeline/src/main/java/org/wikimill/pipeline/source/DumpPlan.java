package org.wikimill.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.enterprise.HtmlDump;
import org.wikimill.formats.enterprise.HtmlRecord.Text;
import org.wikimill.formats.sums.ExpectedSums;
import org.wikimill.formats.sums.SiblingFiles;

/**
 * How a dump is cut: into ranges that can be read alone. A range is a cluster and a shard, its
 * pages are the blobs, by their order.
 *
 * @param location the dump: a path or URI; of several files, with a star for what tells them apart
 * @param format XML or HTML
 * @param files at least one, by the numbers of their names
 * @param site what it says of its wiki
 * @param pieces the ranges, at least one, by file
 * @param missing the parts that are not there, by their numbers
 * @param policy what is read of it
 * @param hadoop how to reach its file system
 */
public record DumpPlan(
    String location,
    SourceFormat format,
    List<DumpFile> files,
    SiteInfo site,
    List<Piece> pieces,
    List<String> missing,
    DumpPolicy policy,
    HadoopSettings hadoop)
    implements SourcePlan {
  /** Bytes of a compressed page, about: 23.9 GB for 24 million of the English Wikipedia. */
  private static final int XML_PAGE_BYTES = 1 << 10;

  private static final int HTML_PAGE_BYTES = 1 << 13;

  /** The reason of readers for a file that ends too early. */
  private static final String CUT = "dump is cut";

  /**
   * A range of one of the files.
   *
   * @param file the number of the file, from 0
   */
  public record Piece(int file, DumpRange range) implements Serializable {}

  /** The file that holds a range. */
  public DumpFile file(int range) {
    return files.get(pieces.get(range).file());
  }

  /** The bytes of a file that a range takes. */
  public long rangeBytes(int range) {
    DumpRange bytes = pieces.get(range).range();
    return bytes.end() - bytes.start();
  }

  /** Tells the dump from others of its length, hex. */
  public String fingerprint() {
    if (files.size() == 1) {
      return files.get(0).fingerprint();
    }
    MessageDigest sha256 = Digests.sha256();
    files.forEach(file -> sha256.update(HexFormat.of().parseHex(file.fingerprint())));
    return DumpFile.hex(sha256);
  }

  /** The sums that its files must have, as files beside them state them. */
  public ExpectedSums expectedSums() throws IOException {
    return sumsBeside(location, hadoop);
  }

  /** The sums that files beside a file state. */
  public static ExpectedSums sumsBeside(String location, HadoopSettings hadoop) throws IOException {
    SiblingFiles siblings =
        Locations.isUri(location)
            ? new HadoopSiblings(new org.apache.hadoop.fs.Path(location).getParent(), hadoop)
            : SiblingFiles.in(Path.of(location).toAbsolutePath().getParent());
    return ExpectedSums.beside(siblings);
  }

  /** Whether pages have their source text. */
  public boolean hasWikitext() {
    return format == SourceFormat.XML;
  }

  /** Whether what a reader met is the end of a dump that may be cut: all before it counts. */
  public boolean mayEnd(MalformedInputException e) {
    // What is damaged before the end is another matter.
    return e.reason().equals(CUT) && policy.truncated() == DumpPolicy.Truncated.ALLOWED;
  }

  /** What is read of pages. */
  public enum Depth {
    /** All but HTML, which is empty. */
    SOURCES,
    ALL
  }

  /** Opens a file of it, on whichever machine this runs. */
  public PositionedInput open(DumpFile file) throws IOException {
    return SourceInputs.open(file.location(), hadoop);
  }

  /** Opens a range. Closing the cursor closes the dump. */
  public PageCursor open(int range, Depth depth) throws IOException {
    PositionedInput input = open(file(range));
    try {
      return read(input, pieces.get(range).range(), depth);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private PageCursor read(PositionedInput input, DumpRange range, Depth depth) throws IOException {
    if (format == SourceFormat.XML) {
      return new ClosingCursor(XmlDump.read(input, range, site), input);
    }
    return HtmlDump.read(
        input, depth == Depth.ALL ? EnumSet.of(Text.HTML) : EnumSet.noneOf(Text.class));
  }

  @Override
  public String kind() {
    return format.kind();
  }

  @Override
  public long lengthBytes() {
    return files.stream().mapToLong(DumpFile::lengthBytes).sum();
  }

  @Override
  public long storedBytes() {
    return lengthBytes();
  }

  @Override
  public long entries() {
    return lengthBytes() / (format == SourceFormat.XML ? XML_PAGE_BYTES : HTML_PAGE_BYTES) + 1;
  }

  @Override
  public int clusters() {
    return pieces.size();
  }

  @Override
  public int ranges() {
    return pieces.size();
  }

  @Override
  public int shards() {
    return pieces.size();
  }

  @Override
  public int shardOf(int cluster) {
    return Math.max(0, cluster);
  }

  @Override
  public String suffix() {
    String name = location.substring(location.lastIndexOf('/') + 1);
    Matcher matcher =
        Pattern.compile("(\\.(xml|json|ndjson))?(\\.tar)?\\.[a-z0-9]+$").matcher(name);
    return matcher.find() ? matcher.group() : format == SourceFormat.XML ? ".xml" : ".json";
  }

  @Override
  public String mime() {
    return "application/octet-stream";
  }

  @Override
  public PositionedInput input() throws IOException {
    if (files.size() > 1) {
      throw new IllegalStateException("several files are none: " + location);
    }
    return open(files.get(0));
  }
}
