package org.wikimill.pipeline.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.enterprise.HtmlDump;
import org.wikimill.formats.enterprise.HtmlRecord.Text;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.ExpectedSums;
import org.wikimill.formats.sums.SiblingFiles;

/**
 * How a dump is cut: into ranges that can be read alone. A range is a cluster and a shard, its
 * pages are the blobs, by their order.
 *
 * @param location the dump: a path or URI
 * @param format XML or HTML
 * @param lengthBytes bytes of the file
 * @param fingerprint tells it from other dumps of its length, hex: of its first and last bytes
 * @param site what it says of its wiki
 * @param parts the ranges, at least one
 * @param policy what is read of it
 * @param hadoop how to reach its file system
 */
public record DumpPlan(
    String location,
    SourceFormat format,
    long lengthBytes,
    String fingerprint,
    SiteInfo site,
    List<DumpRange> parts,
    DumpPolicy policy,
    HadoopSettings hadoop)
    implements SourcePlan {
  /** Texts are packed tighter than contents of archives, and rendering them takes longer. */
  private static final long LEAST_SHARD_BYTES = 1L << 20;

  /**
   * The name of the index of a multistream dump, from its own: {@code X-multistream1.xml-p1.bz2}.
   */
  private static final Pattern MULTISTREAM =
      Pattern.compile("(.*-multistream)(\\d*)\\.xml(.*\\.bz2)");

  /** Bytes of a compressed page, about: 23.9 GB for 24 million of the English Wikipedia. */
  private static final int XML_PAGE_BYTES = 1 << 10;

  private static final int HTML_PAGE_BYTES = 1 << 13;
  private static final int FINGERPRINTED_BYTES = 1 << 20;

  static DumpPlan of(
      String location,
      SourceFormat format,
      long shardBytes,
      DumpPolicy policy,
      HadoopSettings hadoop)
      throws IOException {
    try (PositionedInput input = SourceInputs.open(location, hadoop)) {
      long rangeBytes = SourcePlan.shardBytes(input.length(), LEAST_SHARD_BYTES, shardBytes);
      Optional<PositionedInput> index = index(location, hadoop);
      try {
        SiteInfo site;
        List<DumpRange> ranges;
        if (format == SourceFormat.XML) {
          XmlDump dump = XmlDump.open(input, index);
          site = dump.site();
          ranges = dump.ranges(rangeBytes);
        } else {
          site = HtmlDump.site(input);
          ranges = List.of(new DumpRange(0, input.length()));
        }
        return new DumpPlan(
            location, format, input.length(), fingerprint(input), site, ranges, policy, hadoop);
      } finally {
        if (index.isPresent()) {
          index.get().close();
        }
      }
    }
  }

  /** The sum that the dump must have, by a file beside it. */
  public Optional<ExpectedSum> expectedSum() throws IOException {
    int name = location.lastIndexOf('/') + 1;
    SiblingFiles siblings =
        Locations.isUri(location)
            ? new HadoopSiblings(new org.apache.hadoop.fs.Path(location).getParent(), hadoop)
            : SiblingFiles.in(Path.of(location).toAbsolutePath().getParent());
    return ExpectedSums.beside(siblings).of(location.substring(name));
  }

  /** What is read of pages. */
  public enum Depth {
    /** All but HTML, which is empty. */
    SOURCES,
    ALL
  }

  /** Opens a range. Closing the cursor closes the dump. */
  public PageCursor open(int range, Depth depth) throws IOException {
    PositionedInput input = input();
    try {
      return read(input, parts.get(range), depth);
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
  public long storedBytes() {
    return lengthBytes;
  }

  @Override
  public long entries() {
    return lengthBytes / (format == SourceFormat.XML ? XML_PAGE_BYTES : HTML_PAGE_BYTES) + 1;
  }

  @Override
  public int clusters() {
    return parts.size();
  }

  @Override
  public int ranges() {
    return parts.size();
  }

  @Override
  public int shards() {
    return parts.size();
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
    return SourceInputs.open(location, hadoop);
  }

  private static Optional<PositionedInput> index(String location, HadoopSettings hadoop)
      throws IOException {
    Matcher multistream = MULTISTREAM.matcher(location);
    if (!multistream.matches()) {
      return Optional.empty();
    }
    String name = multistream.replaceFirst("$1-index$2.txt$3");
    try {
      return Optional.of(SourceInputs.open(name, hadoop));
    } catch (NoSuchFileException | FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static String fingerprint(PositionedInput input) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(input.length()).array());
    byte[] bytes = new byte[(int) Math.min(FINGERPRINTED_BYTES, input.length())];
    for (long at : new long[] {0, input.length() - bytes.length}) {
      input.readFully(at, bytes, 0, bytes.length);
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }
}
