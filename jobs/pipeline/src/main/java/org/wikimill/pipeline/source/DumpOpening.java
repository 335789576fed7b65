package org.wikimill.pipeline.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.enterprise.HtmlDump;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;

/** The opening of a dump: reads of each file what tells how to cut it. */
final class DumpOpening {
  /** Texts are packed tighter than contents of archives, and rendering them takes longer. */
  private static final long LEAST_SHARD_BYTES = 1L << 20;

  /**
   * The name of the index of a multistream dump, from its own: {@code X-multistream1.xml-p1.bz2}.
   */
  private static final Pattern MULTISTREAM =
      Pattern.compile("(.*-multistream)(\\d*)\\.xml(.*\\.bz2)");

  private final SourceFormat format;
  private final HadoopSettings hadoop;
  private final List<DumpFile> files = new ArrayList<>();
  private final List<DumpPlan.Piece> pieces = new ArrayList<>();
  private SiteInfo site;

  private DumpOpening(SourceFormat format, HadoopSettings hadoop) {
    this.format = format;
    this.hadoop = hadoop;
  }

  /**
   * Reads what says how to cut a dump.
   *
   * @param locations its files, in their order
   * @throws MalformedInputException if they are not parts of one dump, or some are missing
   */
  static DumpPlan plan(
      List<String> locations,
      SourceFormat format,
      long shardBytes,
      DumpPolicy policy,
      HadoopSettings hadoop)
      throws IOException {
    DumpOpening opening = new DumpOpening(format, hadoop);
    long lengthBytes = opening.lengthBytes(locations);
    long rangeBytes = SourcePlan.shardBytes(lengthBytes, LEAST_SHARD_BYTES, shardBytes);
    String location = locations.get(0);
    List<String> missing = List.of();
    if (locations.size() > 1) {
      List<DumpPart> parts = locations.stream().flatMap(l -> DumpPart.of(l).stream()).toList();
      location = parts.get(0).dump();
      missing = DumpPart.missing(parts, DumpPlan.sumsBeside(location, hadoop).listed());
    }
    if (!missing.isEmpty() && policy.truncated() == Truncated.REFUSED) {
      String found = locations.size() + " without " + String.join(", ", missing);
      throw new MalformedInputException(
          "dump lacks parts", location, -1, "all, or --allow-truncated", found);
    }
    for (String file : locations) {
      try (PositionedInput input = SourceInputs.open(file, hadoop)) {
        opening.add(file, input, rangeBytes);
      }
    }
    return new DumpPlan(
        location,
        format,
        List.copyOf(opening.files),
        opening.site,
        List.copyOf(opening.pieces),
        missing,
        policy,
        hadoop);
  }

  private long lengthBytes(List<String> locations) throws IOException {
    long lengthBytes = 0;
    for (String location : locations) {
      try (PositionedInput input = SourceInputs.open(location, hadoop)) {
        SourceFormat found = SourceFormat.of(input);
        if (found != format) {
          throw another(location, format.kind(), found.kind());
        }
        lengthBytes = Math.addExact(lengthBytes, input.length());
      }
    }
    return lengthBytes;
  }

  private void add(String location, PositionedInput input, long rangeBytes) throws IOException {
    List<DumpRange> ranges;
    if (format == SourceFormat.XML) {
      XmlDump dump = openXml(location, input);
      agree(location, dump.site());
      ranges = dump.ranges(rangeBytes);
    } else {
      agree(location, HtmlDump.site(input));
      ranges = List.of(new DumpRange(0, input.length()));
    }
    ranges.forEach(range -> pieces.add(new DumpPlan.Piece(files.size(), range)));
    files.add(DumpFile.of(location, input));
  }

  /** Refuses a file of another wiki than those before it. */
  private void agree(String location, SiteInfo found) throws IOException {
    if (site == null) {
      site = found;
    } else if (!said(site).equals(said(found))) {
      throw another(location, said(site).toString(), said(found).toString());
    }
  }

  /** What every part must say. Chunks show namespaces by their pages, so that no two agree. */
  private SiteInfo said(SiteInfo of) {
    return format == SourceFormat.XML
        ? of
        : new SiteInfo(of.siteName(), of.dbName(), of.base(), of.language(), new TreeMap<>());
  }

  private static MalformedInputException another(String location, String expected, String found) {
    return new MalformedInputException(
        "not a part of the same dump", location, -1, expected, found);
  }

  private XmlDump openXml(String location, PositionedInput input) throws IOException {
    Matcher multistream = MULTISTREAM.matcher(location);
    if (multistream.matches()) {
      String name = multistream.replaceFirst("$1-index$2.txt$3");
      try (PositionedInput index = SourceInputs.open(name, hadoop)) {
        return XmlDump.open(input, Optional.of(index));
      } catch (NoSuchFileException | FileNotFoundException e) {
        // A dump without its index is as good.
      }
    }
    return XmlDump.open(input);
  }
}
