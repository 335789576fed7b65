package org.wikimill.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkCounts;

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
    List<String> lines = new ArrayList<>();
    Collections.addAll(
        lines,
        "root          " + root,
        "folder        " + folder,
        line(
            "files         %,d (and %,d aliases, %,d forwards)",
            counts.files(), counts.aliases(), counts.forwards()),
        line("bytes         %,d", counts.contentBytes()),
        line("blocks        %,d, %,d bytes", counts.blocks(), counts.blockBytes()),
        line(
            "deduplicated  %,d blocks, %,d bytes", counts.repeatedBlocks(), counts.repeatedBytes()),
        line("errors        %,d", counts.errors()));
    if (counts.fallbacks() > 0) {
      lines.add(line("fallbacks     %,d pages not rendered as they should be", counts.fallbacks()));
    }
    LinkCounts links = counts.links();
    if (!links.equals(LinkCounts.NONE)) {
      lines.add(
          line(
              "links         %,d (%,d broken, to %,d places), %,d external",
              links.references(), links.broken(), links.brokenTargets(), links.external()));
    }
    lines.add(line("seconds       %.1f", seconds));
    return lines;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
