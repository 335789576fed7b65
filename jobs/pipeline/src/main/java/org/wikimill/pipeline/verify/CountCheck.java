package org.wikimill.pipeline.verify;

import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkTable;

/** The counts of a manifest: they close, and the tables have as many rows. */
final class CountCheck {
  private final Findings findings;

  private CountCheck(Findings findings) {
    this.findings = findings;
  }

  /** Compares; with tables only if all their parts were read, since the rest is told already. */
  static void run(Manifest manifest, boolean hasBlocks, Findings findings) {
    Counts counts = manifest.counts();
    CountCheck check = new CountCheck(findings);
    check.compare("entries", manifest.entries(), counts.entries());
    if (findings.total(Total.UNREAD_PARTS) > 0) {
      return;
    }
    check.compare("files", findings.total(Total.FILE_ROWS), counts.files() + counts.generated());
    check.compare("content_bytes", findings.total(Total.CONTENT_BYTES), counts.contentBytes());
    check.compare("aliases", findings.total(Total.ALIAS_ROWS), counts.aliases());
    check.compare(
        "aliases, forwards and not_served",
        findings.total(Total.REDIRECT_ROWS),
        counts.aliases() + counts.forwards() + counts.notServed());
    check.compare(
        "errors and fallbacks",
        findings.total(Total.ERROR_ROWS),
        counts.errors() + counts.fallbacks());
    if (LinkTable.INCLUDED.text().equals(manifest.recipe().linkTable())) {
      check.compare("links", findings.total(Total.LINK_ROWS), counts.links().references());
    }
    check.compare("joined rows", manifest.joinedRows(), findings.total(Total.JOINED_ROWS));
    if (hasBlocks) {
      check.compare("blocks", findings.total(Total.BLOCK_ROWS), counts.blocks());
      check.compare("block_bytes", findings.total(Total.BLOCK_ROW_BYTES), counts.blockBytes());
    }
  }

  private void compare(String count, long expected, long found) {
    if (expected != found) {
      findings.add(
          Defect.of(Defect.Scope.CONTENT, Manifest.NAME, "count of " + count, expected, found));
    }
  }
}
