package org.wikimill.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.pipeline.report.BuildReport.Depth;
import org.wikimill.pipeline.report.BuildReport.Directory;
import org.wikimill.pipeline.report.BuildReport.Repeated;
import org.wikimill.pipeline.report.BuildReport.Sharing;
import org.wikimill.pipeline.report.BuildReport.Tree;
import org.wikimill.pipeline.rows.Counts;

/**
 * The sections of a report that say what the tree of a build is like.
 *
 * @param links where its paths lead
 */
record TreeSections(BuildReport report, Links links) {
  void addTo(Page page) {
    Markup sharing = page.section("sharing", "What is stored once");
    stored(sharing);
    repeated(sharing);
    Markup tree = page.section("tree", "Directories and HAMT depth");
    depths(tree);
    directories(tree);
  }

  private void stored(Markup out) {
    Sharing sharing = report.sharing();
    Counts counts = report.counts();
    out.html(Page.chart("sharing", "Bytes of all paths, of distinct contents and of blocks"));
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(
        amount(
            "all paths, redirects too",
            report.ownFiles() + sharing.aliases(),
            report.ownBytes() + sharing.aliasBytes()));
    rows.add(amount("files of their own", report.ownFiles(), report.ownBytes()));
    rows.add(amount("distinct contents", sharing.distinct(), sharing.distinctBytes()));
    if (counts.blocks() > 0) {
      rows.add(amount("stored blocks", counts.blocks(), counts.blockBytes()));
    }
    if (sharing.distinctBlocks() != null) {
      rows.add(amount("distinct blocks", sharing.distinctBlocks(), sharing.distinctBlockBytes()));
    }
    out.table(
        "From what the paths show to what is stored",
        List.of(Column.of("What"), Column.number("How many"), Column.number("Bytes")),
        rows);
    out.element(
        "p",
        "%s blocks of %s were not stored again, since their CAR had them."
            .formatted(
                Amounts.count(counts.repeatedBlocks()), Amounts.bytes(counts.repeatedBytes())));
  }

  private static List<Cell> amount(String what, long number, long bytes) {
    return List.of(Cell.text(what), Cell.count(number), Cell.bytes(bytes));
  }

  private void repeated(Markup out) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Repeated content : report.sharing().most()) {
      rows.add(
          List.of(
              links.cell(content.path()),
              Cell.count(content.files()),
              Cell.bytes(content.bytes()),
              Cell.code(content.cid())));
    }
    if (!rows.isEmpty()) {
      out.table(
          "The %d most repeated of %s contents that several files have"
              .formatted(rows.size(), Amounts.count(report.sharing().repeated())),
          List.of(
              Column.of("First path"),
              Column.number("Files"),
              Column.number("Size"),
              Column.aside("CID")),
          rows);
    }
  }

  private void depths(Markup out) {
    Tree tree = report.tree();
    out.element(
        "p",
        "%s directories, %s of them HAMTs. All blocks below the root, as often as links lead to them: %s."
            .formatted(
                Amounts.count(tree.directories()),
                Amounts.count(tree.sharded()),
                Amounts.bytes(tree.bytes())));
    if (tree.depths().isEmpty()) {
      return;
    }
    out.html(Page.chart("depths", "Entries of HAMTs by the level of their shard"));
    List<List<Cell>> rows = new ArrayList<>();
    long all = tree.depths().stream().mapToLong(Depth::entries).sum();
    for (Depth depth : tree.depths()) {
      rows.add(
          List.of(
              Cell.count(depth.level()),
              Cell.count(depth.entries()),
              Cell.share(depth.entries(), all)));
    }
    out.table(
        "Blocks that are read to find a name in a HAMT",
        List.of(Column.number("Blocks"), Column.number("Entries"), Column.number("Share")),
        rows);
  }

  private void directories(Markup out) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Directory directory : report.tree().largest()) {
      rows.add(
          List.of(
              links.cell(directory.path()),
              Cell.count(directory.entries()),
              Cell.text(directory.sharded() ? "HAMT" : "one block"),
              Cell.code(directory.cid())));
    }
    out.table(
        "The " + rows.size() + " directories of most entries",
        List.of(
            Column.of("Path"), Column.number("Entries"), Column.of("Kind"), Column.aside("CID")),
        rows);
  }
}
