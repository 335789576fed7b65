package org.wikimill.connectors.zim;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the data source {@code zim}.
 *
 * <p>Archives store names as bytes that need not be UTF-8: in the text columns each byte outside
 * well-formed UTF-8 is {@code %XX} with upper-case digits, nothing else is escaped.
 */
public enum ZimColumn {
  /** One character: C, M, W, X in the new scheme, A, I, J, - and others in the old one. */
  NAMESPACE("STRING NOT NULL"),
  /** The path without namespace. */
  PATH("STRING NOT NULL"),
  /** The title; the path where the archive stores none. */
  TITLE("STRING"),
  /** The MIME type as the archive spells it; null for entries without content. */
  MIME("STRING"),
  /**
   * The path of the entry that a redirect names, itself possibly a redirect; null for other entries
   * and where there is no such entry. Costs a random read for each redirect.
   */
  REDIRECT_TARGET("STRING"),
  /** The number of the cluster that holds the content, unsigned as stored; else null. */
  CLUSTER("BIGINT"),
  /** The number of the content in its cluster, unsigned as stored; else null. */
  BLOB("BIGINT"),
  /** The length of the content in bytes; else null. */
  SIZE("BIGINT"),
  /** The content, up to 1 GiB; else null. */
  CONTENT("BINARY");

  private final String type;

  ZimColumn(String type) {
    this.type = type;
  }

  /** The name of the column. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the column's values stand in clusters rather than in directory entries. */
  boolean needsClusters() {
    return this == SIZE || this == CONTENT;
  }

  static ZimColumn named(String name) {
    for (ZimColumn column : values()) {
      if (column.columnName().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("format zim has no column " + name);
  }

  static StructType schema() {
    return StructType.fromDDL(
        Arrays.stream(values())
            .map(column -> column.columnName() + " " + column.type)
            .collect(Collectors.joining(", ")));
  }
}
