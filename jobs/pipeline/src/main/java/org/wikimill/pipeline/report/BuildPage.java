package org.wikimill.pipeline.report;

import java.io.IOException;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.rows.Counts;

/** The page that a report on a build is read as. */
public final class BuildPage {
  private final BuildReport report;
  private final Page page;

  /**
   * The page of a report.
   *
   * @param preview where its links lead; empty if there are to be none
   */
  public BuildPage(BuildReport report, Optional<Preview> preview) {
    this.report = report;
    Links links = new Links(preview, report.root());
    this.page = new Page(report.snapshot() + " - wikimill report", header(links));
    new ContentSections(report, links).addTo(page);
    new TreeSections(report, links).addTo(page);
    new RunSections(report, links).addTo(page);
  }

  /** Writes the page to a file. */
  public void write(Store store, String name) throws IOException {
    page.write(store, name, report);
  }

  /** The page as text. */
  String html() throws IOException {
    return page.html(report);
  }

  private Markup header(Links links) {
    Counts counts = report.counts();
    Markup out = new Markup();
    out.element("p", "kind", "wikimill report on a build").html("\n<h1>");
    out.name(report.snapshot(), null).html("</h1>\n<p class=\"root\">");
    out.name("/ipfs/" + report.root(), links.url("")).html("</p>\n<dl class=\"tiles\">\n");
    out.tile("files", Amounts.count(report.ownFiles()));
    out.tile("of content", Amounts.bytes(report.ownBytes()));
    out.tile("redirects served", Amounts.count(counts.aliases() + counts.forwards()));
    out.tile("directories", Amounts.count(report.tree().directories()));
    out.tile("blocks", Amounts.count(counts.blocks()));
    out.tile("of blocks", Amounts.bytes(counts.blockBytes()));
    out.tile("errors", Amounts.count(counts.errors()));
    if (report.making() != null) {
      out.tile("to build", Amounts.seconds(report.making().seconds()));
    }
    return out.html("</dl>\n");
  }
}
