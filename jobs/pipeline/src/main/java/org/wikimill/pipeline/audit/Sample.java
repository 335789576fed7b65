package org.wikimill.pipeline.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.evidence.TextDiff;

/**
 * A path that differs, as an example of a cause.
 *
 * @param path the path
 * @param cidA its CID in the first build; null where that has no such path
 * @param cidB its CID in the second build; null likewise
 * @param mime media type, if it is the same in both; else null
 * @param columns the columns that differ; empty where only one build has the path
 */
public record Sample(String path, String cidA, String cidB, String mime, List<String> columns) {

  /** By the unsigned bytes of paths. */
  static final Comparator<Sample> ORDER =
      Comparator.<Sample, byte[]>comparing(
              sample -> sample.path.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
          .thenComparing(sample -> sample.columns.toString());

  /** Whether it is text in both builds. */
  boolean isText() {
    return mime != null && TextDiff.isOfText(mime);
  }

  /** Whether both builds have the path, with two CIDs. */
  boolean hasTwoCids() {
    return cidA != null && cidB != null && !cidA.equals(cidB);
  }

  void write(RowWriter out) {
    out.text(path).optionalText(cidA).optionalText(cidB).optionalText(mime).varint(columns.size());
    columns.forEach(out::text);
  }

  static Sample read(RowReader in) {
    String path = in.text();
    String cidA = in.optionalText();
    String cidB = in.optionalText();
    String mime = in.optionalText();
    List<String> columns = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      columns.add(in.text());
    }
    return new Sample(path, cidA, cidB, mime, columns);
  }
}
