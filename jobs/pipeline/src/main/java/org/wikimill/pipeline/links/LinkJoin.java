package org.wikimill.pipeline.links;

import java.util.Arrays;
import java.util.Iterator;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.rows.LinkFile;
import org.wikimill.pipeline.rows.LinkFile.Link;
import scala.Tuple2;

/** The join of links with what answers where they lead, by the places themselves. */
final class LinkJoin {
  private static final byte[] NONE = {};

  private LinkJoin() {}

  /** The places for which rows of the index answer. */
  static RowPump ofIndex(Iterator<Tuple2<byte[], byte[]>> rows) {
    RowWriter keys = new RowWriter();
    return RowPump.of(
        rows,
        (key, value, out) ->
            Answers.ofIndex(
                key, (place, path) -> out.accept(PlaceKey.answering(keys, place, path), NONE)));
  }

  /** Links, and the places for which rows of link files answer. */
  static RowPump ofLinkFiles(Iterator<Tuple2<byte[], byte[]>> rows) {
    RowWriter keys = new RowWriter();
    return RowPump.of(
        rows,
        (key, value, out) -> {
          Answers.ofLinkFile(
              key, value, (place, path) -> out.accept(PlaceKey.answering(keys, place, path), NONE));
          if (LinkFile.Row.of(key) == LinkFile.Row.LINK) {
            out.accept(PlaceKey.asked(keys, Link.of(value).to()), value);
          }
        });
  }

  /** Takes rows by {@link PlaceKey}; gives links by {@link PageKey}, each with what answers. */
  static RowPump join(Iterator<Tuple2<byte[], byte[]>> places) {
    RowWriter keys = new RowWriter();
    return RowPump.of(
        places,
        new RowPump.Step() {
          private byte[] place = NONE;
          private byte[] path = NONE;

          @Override
          public void row(
              byte[] key, byte[] value, java.util.function.BiConsumer<byte[], byte[]> out) {
            byte[] here = PlaceKey.place(key);
            if (!Arrays.equals(here, place)) {
              place = here;
              path = NONE;
            }
            byte[] answering = PlaceKey.path(key);
            if (answering == null) {
              out.accept(PageKey.of(keys, Link.of(value)), path);
            } else if (path.length == 0) {
              path = answering;
            }
          }
        });
  }
}
