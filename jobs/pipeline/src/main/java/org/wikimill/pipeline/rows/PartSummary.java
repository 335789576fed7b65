package org.wikimill.pipeline.rows;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;

/**
 * What a committed partition says of itself: the footer of its row file.
 *
 * @param files the files that it made
 * @param counts what it did
 * @param indexRows rows that it has for the index
 * @param sample a sample of the paths of its files
 * @param open directories that it could not finish; empty in all stages but {@code tree}
 * @param node the identity of the node that confirmed its blocks; empty if none was to
 */
public record PartSummary(
    List<FileFact> files,
    Counts counts,
    long indexRows,
    PathSample sample,
    List<OpenDirectory> open,
    String node) {

  /** Of a partition whose blocks, if it has any, went to no node. */
  public PartSummary(
      List<FileFact> files,
      Counts counts,
      long indexRows,
      PathSample sample,
      List<OpenDirectory> open) {
    this(files, counts, indexRows, sample, open, "");
  }

  /** The same of a partition whose blocks went where a sink says. */
  public PartSummary storedBy(ShardSink sink) {
    return new PartSummary(files, counts, indexRows, sample, open, sink.node().orElse(""));
  }

  /**
   * A directory of which a partition holds only a part, or too much.
   *
   * @param path its path, empty for the root
   * @param entries entries that the partition handed on
   * @param linkCosts what they add to the directory's estimated size
   */
  public record OpenDirectory(byte[] path, long entries, long linkCosts) {}

  public byte[] encode() {
    RowWriter out = new RowWriter();
    out.varint(files.size());
    for (FileFact file : files) {
      out.text(file.name()).varint(file.lengthBytes()).text(file.sha256());
    }
    counts.write(out);
    out.varint(indexRows);
    sample.write(out);
    out.varint(open.size());
    for (OpenDirectory directory : open) {
      out.bytes(directory.path).varint(directory.entries).varint(directory.linkCosts);
    }
    return out.text(node).toBytes();
  }

  public static PartSummary decode(byte[] footer) {
    RowReader in = new RowReader(footer);
    List<FileFact> files = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      files.add(new FileFact(in.text(), in.varint(), in.text()));
    }
    Counts counts = Counts.read(in);
    long indexRows = in.varint();
    PathSample sample = PathSample.read(in);
    List<OpenDirectory> open = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      open.add(new OpenDirectory(in.bytes(), in.varint(), in.varint()));
    }
    return new PartSummary(files, counts, indexRows, sample, open, in.text());
  }
}
