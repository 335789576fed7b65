package org.wikimill.connectors.tables;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.wikimill.formats.ipld.Cid;

/** Reads the columns of one row, one call a column in the order of the schema. */
public final class ColumnReader {
  private static final int SHA256_BYTES = 32;

  private final Object[] values;
  private int column;

  ColumnReader(int columns) {
    this.values = new Object[columns];
  }

  /** A text as its UTF-8. */
  public byte[] utf8() {
    return ((Binary) values[column++]).getBytes();
  }

  /** A text as its UTF-8; null where the column is empty. */
  public byte[] optionalUtf8() {
    Binary value = (Binary) values[column++];
    return value == null ? null : value.getBytes();
  }

  public String text() {
    return ((Binary) values[column++]).toStringUsingUTF8();
  }

  /** Null where the column is empty. */
  public String optionalText() {
    Binary value = (Binary) values[column++];
    return value == null ? null : value.toStringUsingUTF8();
  }

  public long number() {
    return (Long) values[column++];
  }

  /** Null where the column is empty. */
  public Long optionalNumber() {
    return (Long) values[column++];
  }

  public boolean flag() {
    return (Boolean) values[column++];
  }

  /** A CID in its canonical text. */
  public Cid cid() {
    String text = text();
    Cid cid = Cid.parse(text);
    if (!cid.toString().equals(text)) {
      throw new IllegalArgumentException("'" + text + "' is not the canonical text of " + cid);
    }
    return cid;
  }

  /** A SHA-256 in hex. */
  public byte[] sha256() {
    byte[] digest = HexFormat.of().parseHex(text());
    if (digest.length != SHA256_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + digest.length);
    }
    return digest;
  }

  /** Where Parquet puts the values of a row. */
  GroupConverter converter() {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int index) {
        return new Value(index);
      }

      @Override
      public void start() {
        Arrays.fill(values, null);
        column = 0;
      }

      @Override
      public void end() {}
    };
  }

  private final class Value extends PrimitiveConverter {
    private final int index;

    Value(int index) {
      this.index = index;
    }

    @Override
    public void addBinary(Binary value) {
      values[index] = value.copy();
    }

    @Override
    public void addLong(long value) {
      values[index] = value;
    }

    @Override
    public void addBoolean(boolean value) {
      values[index] = value;
    }
  }
}
