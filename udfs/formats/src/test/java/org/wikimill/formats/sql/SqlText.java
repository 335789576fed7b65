package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;

/** Dumps made up for tests: rows of values, written in one of the ways that tools write them. */
record SqlText(Rows rows, Quotes quotes) {

  /** How rows are cut into statements and lines. */
  enum Rows {
    ONE_LINE,
    ROW_A_LINE,
    STATEMENT_A_ROW,
    REPLACE_WITH_COLUMNS
  }

  /** How bytes are written. */
  enum Quotes {
    ESCAPED,
    DOUBLED,
    HEX,
    BINARY
  }

  static final String HEADER =
      "/*M!999999\\- enable the sandbox mode */ \n"
          + "-- MariaDB dump 10.19  Distrib 10.5.29-MariaDB, for debian-linux-gnu (x86_64)\n"
          + "/*!40101 SET NAMES utf8mb4 */;\n"
          + "DROP TABLE IF EXISTS `t`;\n"
          + "CREATE TABLE `t` (\n"
          + "  `id` int(8) unsigned NOT NULL AUTO_INCREMENT,\n"
          + "  `name` varbinary(255) DEFAULT NULL,\n"
          + "  `real` double unsigned DEFAULT NULL,\n"
          + "  PRIMARY KEY (`id`)\n"
          + ") ENGINE=InnoDB DEFAULT CHARSET=binary;\n"
          + "/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n";

  static final String FOOTER =
      "/*!40000 ALTER TABLE `t` ENABLE KEYS */;\n\n-- Dump completed on 2026-01-01 13:22:16\n";

  /** A row of the table of {@link #HEADER}: a number, bytes or null, a real or null. */
  record Values(long id, byte[] name, Double real) {
    private static final String SPECIAL = "\0\b\t\n\r\u001a'\"\\%_,()`;-/*xN";

    static Values random(Random random) {
      byte[] name = new byte[random.nextInt(40)];
      random.nextBytes(name);
      for (int i = 0; i < name.length; i++) {
        if (random.nextInt(3) == 0) {
          name[i] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
        }
      }
      return new Values(
          random.nextLong() >>> 1,
          random.nextInt(8) == 0 ? null : name,
          random.nextInt(8) == 0 ? null : random.nextGaussian() * Math.pow(10, random.nextInt(40)));
    }
  }

  /** A whole dump, as ISO-8859-1 shows its bytes. */
  String dump(List<Values> all) {
    StringBuilder text = new StringBuilder(HEADER);
    boolean open = false;
    for (Values row : all) {
      boolean reordered = rows == Rows.REPLACE_WITH_COLUMNS;
      if (!open) {
        text.append(
            reordered
                ? "REPLACE INTO `t` (`name`, `real`, `id`) VALUES\n"
                : "INSERT INTO `t` VALUES ");
      } else {
        text.append(rows == Rows.ONE_LINE ? "," : ",\n");
      }
      String name = text(row.name);
      String real = row.real == null ? "NULL" : row.real.toString();
      text.append(
          reordered
              ? "(" + name + ", " + real + ", " + row.id + ")"
              : "(" + row.id + "," + name + "," + real + ")");
      open = rows != Rows.STATEMENT_A_ROW;
      text.append(open ? "" : ";\n");
    }
    return text.append(open ? ";\n" : "").append(FOOTER).toString();
  }

  byte[] bytes(List<Values> all) {
    return dump(all).getBytes(ISO_8859_1);
  }

  private String text(byte[] value) {
    if (value == null) {
      return "NULL";
    }
    StringBuilder text = new StringBuilder();
    if (quotes == Quotes.HEX && value.length > 0) {
      text.append("0x");
      for (byte b : value) {
        text.append(String.format("%02X", b));
      }
      return text.toString();
    }
    text.append(quotes == Quotes.BINARY ? "_binary '" : "'");
    for (byte b : value) {
      char c = (char) (b & 0xff);
      text.append(
          switch (c) {
            case 0 -> "\\0";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case 26 -> "\\Z";
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            case '\'' -> quotes == Quotes.DOUBLED ? "''" : "\\'";
            default -> String.valueOf(c);
          });
    }
    return text.append('\'').toString();
  }
}
