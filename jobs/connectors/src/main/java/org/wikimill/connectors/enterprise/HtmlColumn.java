package org.wikimill.connectors.enterprise;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the data source {@code wikimedia-html}, with what stands in them. Texts that a
 * record leaves out are null, lists are empty.
 */
public enum HtmlColumn {
  PAGE_ID("BIGINT NOT NULL", "the number of the page in its wiki"),
  REVISION_ID("BIGINT", "the number of the revision in its wiki"),
  NAMESPACE("INT NOT NULL", "the number of its namespace: 0 for articles"),
  TITLE("STRING NOT NULL", "the title with the name of the namespace, and spaces"),
  URL("STRING", "the address of the page on the live wiki"),
  LANGUAGE("STRING", "the code of the language as the record has it: en, simple"),
  PROJECT("STRING", "the database of the wiki: enwiki"),
  DATE_MODIFIED("TIMESTAMP", "when the revision was saved"),
  ABSTRACT("STRING", "the beginning of the text, without markup"),
  HTML("STRING", "the whole document, as Parsoid renders it"),
  WIKITEXT("STRING", "the source that it was rendered from"),
  CATEGORIES("ARRAY<STRING> NOT NULL", "titles, with namespace"),
  REDIRECTS("ARRAY<STRING> NOT NULL", "titles of the redirects that lead to the page"),
  TEMPLATES("ARRAY<STRING> NOT NULL", "titles of what the page transcludes, with namespace"),
  LICENCES("ARRAY<STRING> NOT NULL", "identifiers such as CC-BY-SA-4.0, else names"),
  IMAGE("STRING", "the address of the picture that stands for the page"),
  MAIN_ENTITY("STRING", "its item in Wikidata: Q937");

  private final String type;
  private final String description;

  HtmlColumn(String type, String description) {
    this.type = type;
    this.description = description;
  }

  /** The name of the column. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static HtmlColumn named(String name) {
    for (HtmlColumn column : values()) {
      if (column.columnName().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException("format wikimedia-html has no column " + name);
  }

  static StructType schema() {
    return StructType.fromDDL(
        Arrays.stream(values())
            .map(c -> c.columnName() + " " + c.type + " COMMENT '" + c.description + "'")
            .collect(Collectors.joining(", ")));
  }
}
