package org.wikimill.cli;

import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Counts;

/** What came of a build: the root for stdout, the rest for stderr. */
record Summary(String root, String folder, Counts counts, double seconds)
    implements CommonOptions.Result {

  static Summary of(Manifest manifest, String folder, long nanos) {
    return new Summary(manifest.root(), folder, manifest.counts(), nanos / 1e9);
  }

  @Override
  public String text() {
    return root;
  }

  @Override
  public Object json() {
    return this;
  }

  List<String> lines() {
    return List.of(
        "root          " + root,
        "folder        " + folder,
        line(
            "files         %,d (and %,d aliases, %,d forwards)",
            counts.files(), counts.aliases(), counts.forwards()),
        line("bytes         %,d", counts.contentBytes()),
        line("blocks        %,d, %,d bytes", counts.blocks(), counts.blockBytes()),
        line(
            "deduplicated  %,d blocks, %,d bytes", counts.repeatedBlocks(), counts.repeatedBytes()),
        line("errors        %,d", counts.errors()),
        line("seconds       %.1f", seconds));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
