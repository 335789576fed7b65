package org.wikimill.connectors.dumps;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** The columns of the data source {@code wikimedia-xml}, with what stands in them. */
public enum XmlColumn {
  PAGE_ID("BIGINT NOT NULL", "the number of the page in its wiki"),
  NAMESPACE("INT NOT NULL", "the number of its namespace: 0 for articles"),
  TITLE("STRING NOT NULL", "the title with the name of the namespace, and spaces"),
  REDIRECT("STRING", "the title that the page leads to; null if it is no redirect"),
  REVISIONS("BIGINT NOT NULL", "how many revisions of the page the dump has; this is the newest"),
  REVISION_ID("BIGINT NOT NULL", "the number of the revision in its wiki"),
  PARENT_ID("BIGINT", "that of the revision before; null of a first one"),
  TIMESTAMP("TIMESTAMP", "when the revision was saved"),
  CONTRIBUTOR("STRING", "the name or address of who saved it; null if deleted"),
  CONTRIBUTOR_ID("BIGINT", "the number of that account in its wiki; null of addresses"),
  COMMENT("STRING", "the summary; null if there is none or it was deleted"),
  MODEL("STRING NOT NULL", "the content model: wikitext, Scribunto, css, ..."),
  FORMAT("STRING NOT NULL", "the MIME type of the text"),
  BYTES("BIGINT", "the length of the text as the dump states it"),
  SHA1("STRING", "the SHA-1 of the text as the dump states it: 31 digits of base 36"),
  SHA1_MATCHES("BOOLEAN", "whether the text has that SHA-1; null without text or sum"),
  TEXT("STRING", "the text; null if it was deleted or the dump leaves it out"),
  SLOTS(
      "ARRAY<STRUCT<role: STRING, model: STRING, format: STRING, bytes: BIGINT, sha1: STRING,"
          + " text: STRING>> NOT NULL",
      "the parts of the revision other than the main one, such as mediainfo on Commons");

  private final String type;
  private final String description;

  XmlColumn(String type, String description) {
    this.type = type;
    this.description = description;
  }

  /** The name of the column. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the values need the texts of revisions. */
  boolean needsTexts() {
    return this == TEXT || this == SHA1_MATCHES || this == SLOTS;
  }

  static XmlColumn named(String name) {
    for (XmlColumn column : values()) {
      if (column.columnName().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("format wikimedia-xml has no column " + name);
  }

  static StructType schema() {
    return StructType.fromDDL(
        Arrays.stream(values())
            .map(c -> c.columnName() + " " + c.type + " COMMENT '" + c.description + "'")
            .collect(Collectors.joining(", ")));
  }
}
