package org.wikimill.pipeline.report;

import java.util.List;
import java.util.Map;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.Run;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.report.BuildReport.Depth;
import org.wikimill.pipeline.report.BuildReport.Directory;
import org.wikimill.pipeline.report.BuildReport.Errors;
import org.wikimill.pipeline.report.BuildReport.Failed;
import org.wikimill.pipeline.report.BuildReport.LargeFile;
import org.wikimill.pipeline.report.BuildReport.Making;
import org.wikimill.pipeline.report.BuildReport.MediaType;
import org.wikimill.pipeline.report.BuildReport.Repeated;
import org.wikimill.pipeline.report.BuildReport.Sharing;
import org.wikimill.pipeline.report.BuildReport.SizeClass;
import org.wikimill.pipeline.report.BuildReport.Stage;
import org.wikimill.pipeline.report.BuildReport.Tree;
import org.wikimill.pipeline.rows.Counts;

/** Reports with no build behind them, all of whose texts are what a test wants. */
final class MadeUpReports {
  static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";

  private MadeUpReports() {}

  /** A report in which every text that comes from a build is {@code text}. */
  static BuildReport saying(String text) {
    Run.Timeline timeline =
        new Run.Timeline(
            0.25,
            List.of(100L, 50L),
            List.of(1L, 2L),
            List.of(0.2, 0.1),
            List.of(new Run.Stage(text, 0, 0.5, 3)));
    return new BuildReport(
        text,
        CID,
        new Recipe(
            Recipe.FORMAT,
            text,
            CidProfile.named("unixfs-v1-2025"),
            Recipe.Policy.plain("site", "link"),
            1 << 20,
            "car",
            "omitted"),
        List.of(new Manifest.Source(SourceFacts.archive(text, 5, "00", 6), SourceSums.SKIPPED)),
        new Counts(2, 1, 0, 0, 0, 1, 0, 0, 150, 2, 150, 0, 0, Counts.NONE.links()),
        List.of(new MediaType(text, 1, 100), new MediaType(null, 1, 50)),
        List.of(new SizeClass(16, 64, 2, 150)),
        List.of(new LargeFile(text, text, text, 100, CID)),
        new Sharing(1, 100, 2, 150, 1, List.of(new Repeated(CID, 2, 50, text)), 2L, 150L),
        new Tree(2, 1, 300, List.of(new Directory(text, 3, true, CID)), List.of(new Depth(1, 3))),
        new Errors(List.of(new Stage(text, 1)), List.of(new Failed(text, text, text))),
        new Making(
            "2026-01-15T10:00:00Z",
            0.5,
            Map.of(text, 0.5),
            List.of(text),
            "4.2.0",
            "17",
            4,
            0,
            timeline));
  }
}
