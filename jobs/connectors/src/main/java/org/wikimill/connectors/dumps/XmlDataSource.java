package org.wikimill.connectors.dumps;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.wikimill.connectors.files.FilePaths;
import org.wikimill.connectors.files.FileTable;

/**
 * The data source {@code wikimedia-xml}: one row for each page of one or more XML dumps.
 *
 * <pre>{@code
 * spark.read().format("wikimedia-xml").load("enwiki-20250201-pages-articles.xml.bz2")
 *     .where("namespace = 0 and redirect is null").select("title", "text")
 * }</pre>
 *
 * <p>A path names a dump as {@link org.wikimill.formats.dumps.XmlDump} has it, on any Hadoop file
 * system; it is no pattern. The columns are those of {@link XmlColumn}. Texts are not resolved or
 * hashed unless selected. Files without compression and bzip2, of one stream or many, are read in
 * partitions of {@code rangeBytes} bytes, an option, by default 8 MiB; partitions follow from the
 * files and this number alone.
 */
public final class XmlDataSource implements TableProvider, DataSourceRegister {
  static final String NAME = "wikimedia-xml";
  private static final long RANGE_BYTES = 8L << 20;

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return XmlColumn.schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    long rangeBytes = options.getLong("rangeBytes", RANGE_BYTES);
    if (rangeBytes <= 0) {
      throw new IllegalArgumentException("option rangeBytes must be above 0, not " + rangeBytes);
    }
    List<String> dumps = FilePaths.of(options, NAME, "a dump");
    return FileTable.of(
        NAME, dumps, XmlColumn.schema(), columns -> new XmlScan(dumps, rangeBytes, columns));
  }
}
