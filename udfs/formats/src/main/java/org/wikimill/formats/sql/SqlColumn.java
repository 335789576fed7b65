package org.wikimill.formats.sql;

import java.util.Locale;
import java.util.Set;

/**
 * A column of a table, as {@code CREATE TABLE} declares it.
 *
 * @param name its name, without quotes
 * @param type the SQL type in lower case with its arguments: {@code varbinary(255)}
 * @param signed whether numbers may be negative
 * @param nullable whether a row may have no value here
 */
public record SqlColumn(String name, String type, boolean signed, boolean nullable) {
  private static final Set<String> INTEGERS =
      Set.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year", "boolean");
  private static final Set<String> REALS = Set.of("float", "double", "real");
  private static final Set<String> DECIMALS = Set.of("decimal", "numeric", "dec", "fixed");
  private static final Set<String> TEXTS =
      Set.of("char", "varchar", "enum", "set", "json", "date", "time", "datetime", "timestamp");

  /** What the values of a column are. */
  public enum Kind {
    INTEGER,
    REAL,
    /** A number with exactly so many digits as its type says. */
    DECIMAL,
    /** Characters of a character set, names of an enumeration, dates and times. */
    TEXT,
    /** Bytes; in MediaWiki's tables most often UTF-8. */
    BINARY
  }

  /** What the values are, from the name of the type; an unknown type holds bytes. */
  public Kind kind() {
    String base = base();
    if (INTEGERS.contains(base)) {
      return Kind.INTEGER;
    } else if (REALS.contains(base)) {
      return Kind.REAL;
    } else if (DECIMALS.contains(base)) {
      return Kind.DECIMAL;
    }
    return TEXTS.contains(base) || base.endsWith("text") ? Kind.TEXT : Kind.BINARY;
  }

  /** The declaration, as people read it: {@code int(8) unsigned not null}. */
  public String declaration() {
    return type + (signed ? "" : " unsigned") + (nullable ? "" : " not null");
  }

  private String base() {
    int end = type.indexOf('(');
    return (end < 0 ? type : type.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
