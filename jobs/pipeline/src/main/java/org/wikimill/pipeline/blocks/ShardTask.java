package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.site.LinkSink;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.TitleFile;
import org.wikimill.pipeline.source.Source;
import scala.Tuple2;

/** One task of stage {@code blocks}: opens what a shard is read from and written to. */
final class ShardTask {
  static final String STAGE = "blocks";

  private ShardTask() {}

  /**
   * Mills a shard.
   *
   * @param shard its number in the source
   * @param made files that the build makes, which this shard is to hold
   * @param pages its pages and their places, sorted by {@link PageRow#key}
   * @param opening opens the source's contents
   */
  static void mill(
      Milling milling,
      int shard,
      List<MadeFile> made,
      Contents.Opening opening,
      Iterator<Tuple2<byte[], byte[]>> pages)
      throws IOException {
    Output output = milling.output();
    Source source = milling.source();
    int number = source.firstShard() + shard;
    Placement placement = milling.placement();
    boolean site = placement.layout() instanceof SiteLayout;
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), Output.rowFile(STAGE, number));
        TitleFile titles = site ? new TitleFile(output, number) : null;
        ShardSink sink = output.sink(source.car(shard), number, Cid.IDENTITY_EMPTY);
        LinkRows links = LinkRows.of(output, source, placement, number)) {
      FileBuilder builder = new FileBuilder(output.profile(), sink);
      Function<byte[], LinkSink> told = links == null ? place -> LinkSink.NONE : links::page;
      try (Contents contents = opening.open(builder)) {
        PageMill mill =
            new PageMill(contents, builder, placement, Optional.ofNullable(milling.frame()), told);
        new ShardMill(
                source,
                placement,
                builder,
                mill,
                contents.articles(),
                Optional.ofNullable(links),
                new ShardRows(source, rows, titles),
                sink)
            .run(pages, made);
      }
    }
  }
}
