package org.wikimill.connectors.car;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** The columns of the data source {@code car}: one row a block, in the order of the file. */
enum CarColumn {
  /** The path of the file. */
  CAR("STRING NOT NULL", "the file that the block stands in"),
  CID("STRING NOT NULL", "canonical text: base58btc for version 0, base32 for version 1"),
  CODEC("STRING NOT NULL", "raw, dag-pb, dag-cbor, or the number of another in hexadecimal"),
  OFFSET("BIGINT NOT NULL", "of the first byte of the block in the file"),
  LENGTH("INT NOT NULL", "of the block in bytes"),
  BYTES("BINARY NOT NULL", "the block; whether it hashes to its CID is not checked"),
  LINKS(
      "ARRAY<STRUCT<name: STRING, cid: STRING, tsize: BIGINT>>",
      "the links of a dag-pb block in their order; null for other codecs");

  private final String type;
  private final String comment;

  CarColumn(String type, String comment) {
    this.type = type;
    this.comment = comment;
  }

  private String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a value takes the bytes of a block, rather than the head of its section alone. */
  boolean needsBlock() {
    return this == BYTES || this == LINKS;
  }

  static CarColumn named(String name) {
    return Arrays.stream(values())
        .filter(column -> column.columnName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("format car has no column " + name));
  }

  static StructType schema() {
    return StructType.fromDDL(
        Arrays.stream(values())
            .map(
                column ->
                    column.columnName() + " " + column.type + " COMMENT '" + column.comment + "'")
            .collect(Collectors.joining(", ")));
  }
}
