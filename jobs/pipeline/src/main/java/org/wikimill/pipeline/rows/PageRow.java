package org.wikimill.pipeline.rows;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.zim.Dirent;

/**
 * An entry of the source, and where its content lies.
 *
 * @param kind what it is
 * @param entry its index in the source
 * @param inTree whether its namespace belongs to the tree
 * @param name the source's own name for it
 * @param title its title, the path where it has none
 * @param mimeType index in the source's MIME list of the content that it shows; -1 if there is none
 * @param target the entry whose content it shows: itself if it is content, the end of its chain if
 *     it is an alias, else itself
 * @param cluster the cluster that holds the content; -1 where there is none
 * @param blob the blob in the cluster; -1 where there is none
 */
public record PageRow(
    Kind kind,
    int entry,
    boolean inTree,
    byte[] name,
    byte[] title,
    int mimeType,
    int target,
    int cluster,
    int blob) {

  /** Where in a key its facet stands. */
  private static final int FACET_AT = 4 * Integer.BYTES + 1;

  /** What an entry is. */
  public enum Kind {
    /** It has content of its own. */
    CONTENT,
    /** A redirect whose chain ends at content. */
    ALIAS,
    /** A redirect whose chain comes back to itself. */
    LOOP,
    /** A redirect whose chain leads nowhere. */
    DANGLING,
    /** A deleted entry, or a link target of the old format. */
    DELETED,
    /** No entry, but a file that the build adds; its place gives way to every entry's. */
    GENERATED,
    /** No entry, but the landing page of a site, which shows the content of one. */
    LANDING,
    /** No entry, but the icon of a site, which shows the content of one. */
    ICON,
    /** No entry, but a category that has members and no page in the source. */
    CATEGORY,
    /** No entry, but a file that has no page in the source. */
    FILE
  }

  /** A file that the build adds, which wants the place that its name says. */
  public static PageRow generated(byte[] name) {
    return new PageRow(Kind.GENERATED, -1, true, name, name, -1, -1, -1, -1);
  }

  /** A file that shows the content of an entry of the source at a place of its own. */
  public static PageRow showing(Kind kind, Dirent.Content entry, byte[] name) {
    return new PageRow(
        kind,
        -1,
        true,
        name,
        entry.title(),
        entry.mimeType(),
        entry.index(),
        entry.cluster(),
        entry.blob());
  }

  /** A file that shows the content of this row's entry at a place of its own. */
  public PageRow shownAs(Kind otherKind) {
    return new PageRow(otherKind, -1, true, name, title, mimeType, target, cluster, blob);
  }

  /** The row, to travel under {@link #key}. */
  public byte[] value(RowWriter out) {
    return out.clear()
        .byteValue(kind.ordinal())
        .byteValue(inTree ? 1 : 0)
        .fixedInt(entry)
        .fixedInt(mimeType)
        .fixedInt(target)
        .fixedInt(cluster)
        .fixedInt(blob)
        .bytes(name)
        .raw(title)
        .toBytes();
  }

  /** The row that {@link #value} encoded. */
  public static PageRow of(byte[] value) {
    RowReader in = new RowReader(value);
    Kind kind = Kind.values()[in.byteValue()];
    boolean inTree = in.byteValue() == 1;
    int entry = in.fixedInt();
    int mimeType = in.fixedInt();
    int target = in.fixedInt();
    int cluster = in.fixedInt();
    int blob = in.fixedInt();
    return new PageRow(kind, entry, inTree, in.bytes(), in.rest(), mimeType, target, cluster, blob);
  }

  /** Sorts pages by content: by cluster, blob and target, the target before its aliases. */
  public byte[] key(RowWriter out) {
    return key(out, Facet.PAGE);
  }

  /** The key of this entry's place, which comes before the page itself. */
  public byte[] placeKey(RowWriter out) {
    return key(out, Facet.PLACE);
  }

  /** How keys of members of this category begin, which come between its place and the page. */
  byte[] memberKey(RowWriter out) {
    return key(out, Facet.MEMBER);
  }

  private byte[] key(RowWriter out, Facet facet) {
    return out.clear()
        .fixedInt(cluster)
        .fixedInt(blob)
        .fixedInt(target)
        .byteValue(kind.ordinal())
        .fixedInt(entry)
        .byteValue(facet.ordinal())
        .toBytes();
  }

  /** The cluster of a key. */
  public static int clusterOf(byte[] key) {
    return new RowReader(key).fixedInt();
  }

  /** Whether the row under a key is a place: its value is the path, in UTF-8. */
  public static boolean isPlace(byte[] key) {
    return key[FACET_AT] == Facet.PLACE.ordinal();
  }

  /** Whether the row under a key is a {@link MemberRow}. */
  public static boolean isMember(byte[] key) {
    return key[FACET_AT] == Facet.MEMBER.ordinal();
  }

  private enum Facet {
    PLACE,
    MEMBER,
    PAGE
  }
}
