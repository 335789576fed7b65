package org.wikimill.pipeline.pages;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.article.CategoryMembers;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.TextLinks.CategoryLink;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.search.Folding;
import org.wikimill.pipeline.rows.MemberRow;
import org.wikimill.pipeline.rows.PageRow;

/**
 * Brings the members of categories to the pages of these, by a join over titles. Where the dump has
 * no such page, one is made; of a category that is a redirect, members are not listed.
 */
final class CategoryPages {
  private static final int CATEGORY = 14;

  private CategoryPages() {}

  /**
   * Rows of pages that are to be made, by {@link PageRow#key}, and of all members, by {@link
   * MemberRow#key}.
   *
   * @param claims those that are kept
   * @param ranges ranges of the dump, over which pages that are made are spread
   */
  static JavaPairRDD<byte[], byte[]> of(
      JavaPairRDD<byte[], byte[]> claims, SiteInfo site, int ranges) {
    return SortedShuffle.of(
            "members by category",
            claims.mapPartitionsToPair(rows -> RowPump.of(rows, new Questions(new Titles(site)))),
            Destinations.byHash(ranges, key -> Arrays.copyOf(key, key.length - 1)))
        .mapPartitionsToPair(rows -> RowPump.of(rows, new Answers(ranges)));
  }

  /** The two sides of the join, in the order in which they arrive. */
  private enum Side {
    CATEGORY,
    MEMBER
  }

  /** From claims: which categories have pages, and who asks to be listed there. */
  private static final class Questions implements RowPump.Step {
    private final RowWriter out = new RowWriter();
    private final Titles titles;

    Questions(Titles titles) {
      this.titles = titles;
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      DumpClaim claim = DumpClaim.of(value);
      int namespace = titles.namespace(claim.title());
      if (namespace == CATEGORY) {
        rows.accept(key(claim.wiki(), claim.title(), Side.CATEGORY), value);
      }
      int type = CategoryMembers.Type.of(namespace).ordinal();
      for (CategoryLink link : claim.categories()) {
        String own = claim.title().substring(claim.title().indexOf(':') + 1);
        String sortKey = link.sortKey().isEmpty() ? own : link.sortKey();
        // What cannot be seen ends keys.
        String folded = Folding.key(sortKey).replace("\0", "");
        byte[] member = new MemberRow(link.category(), claim.title(), type, folded).value(out);
        rows.accept(key(claim.wiki(), link.category(), Side.MEMBER), member);
      }
    }

    private byte[] key(String wiki, String title, Side side) {
      return out.clear().text(wiki).text(title).byteValue(side.ordinal()).toBytes();
    }
  }

  /** The join: members learn where the page of their category is. */
  private static final class Answers implements RowPump.Step {
    private final RowWriter out = new RowWriter();
    private final int ranges;
    private byte[] answered = {};

    /** The page of the category; null if that is a redirect. */
    private PageRow page;

    Answers(int ranges) {
      this.ranges = ranges;
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      byte[] category = Arrays.copyOf(key, key.length - 1);
      if (key[key.length - 1] == Side.CATEGORY.ordinal()) {
        DumpClaim claim = DumpClaim.of(value);
        answered = category;
        page = claim.redirect().isPresent() ? null : claim.content();
        return;
      }
      MemberRow member = MemberRow.of(value);
      if (!Arrays.equals(category, answered)) {
        answered = category;
        page = MadePages.of(PageRow.Kind.CATEGORY, category, member.category(), ranges);
        byte[] pageKey = page.key(out);
        rows.accept(pageKey, page.value(out));
      }
      if (page != null) {
        rows.accept(member.key(page, out), value);
      }
    }
  }
}
