package org.wikimill.connectors.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.wikimill.connectors.files.FilePaths;
import org.wikimill.connectors.files.FileScan;
import org.wikimill.connectors.files.FileTable;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sql.SqlDump;
import org.wikimill.formats.sql.SqlTable;

/**
 * The data source {@code wikimedia-sql}: the rows of a table, from one or more dumps of it.
 *
 * <pre>{@code
 * spark.read().format("wikimedia-sql").option("binary", "cl_sortkey")
 *     .load("enwiki-20250201-categorylinks.sql.gz").select("cl_from", "cl_sortkey")
 * }</pre>
 *
 * <p>The columns are those of the {@code CREATE TABLE} in the first file, with their declarations
 * as comments; another file must have the same ones. Whole numbers are {@code BIGINT}, those with a
 * fraction {@code DOUBLE} or {@code DECIMAL}, all else is {@code STRING}: MediaWiki keeps UTF-8 in
 * binary columns. There a byte outside well-formed UTF-8 is {@code %XX} with upper-case digits.
 * Option {@code binary} names the columns, with commas between them or {@code *} for all, of which
 * the bytes are wanted instead: {@code BINARY}. Dates and times are as the dump spells them.
 *
 * <p>A path names a file on any Hadoop file system; it is no pattern. Each file is one partition.
 * Only columns that are selected are decoded.
 */
public final class SqlDataSource implements TableProvider, DataSourceRegister {
  static final String NAME = "wikimedia-sql";

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    String first = FilePaths.of(options, NAME, "a dump").get(0);
    try (PositionedInput input = ArchiveInputs.open(first, FileScan.configuration())) {
      SqlTable header = SqlDump.open(input).table();
      return SqlTypes.of(header, options.getOrDefault("binary", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    List<String> files = FilePaths.of(new CaseInsensitiveStringMap(properties), NAME, "a dump");
    return FileTable.of(NAME, files, schema, wanted -> new SqlScan(files, schema, wanted));
  }
}
