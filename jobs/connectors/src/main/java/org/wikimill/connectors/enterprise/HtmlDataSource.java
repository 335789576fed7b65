package org.wikimill.connectors.enterprise;

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
 * The data source {@code wikimedia-html}: one row for each record of one or more snapshots of
 * Wikimedia Enterprise.
 *
 * <pre>{@code
 * spark.read().format("wikimedia-html").load("enwiki-NS0-20250201-ENTERPRISE-HTML.json.tar.gz")
 *     .select("title", "html")
 * }</pre>
 *
 * <p>A path names a snapshot as {@link org.wikimill.formats.enterprise.HtmlDump} has it, on any
 * Hadoop file system; it is no pattern. The columns are those of {@link HtmlColumn}; html and
 * wikitext are not decoded unless selected. Each file is a partition: gzip cannot be read from its
 * middle.
 *
 * <p>Records are given as they are, and snapshots hold some pages in several revisions. The newest
 * of each, without carrying a text through a shuffle:
 *
 * <pre>{@code
 * SELECT * FROM pages JOIN (
 *     SELECT project, page_id, max(struct(revision_id, date_modified)) AS newest
 *     FROM pages GROUP BY project, page_id) USING (project, page_id)
 * WHERE struct(revision_id, date_modified) = newest
 * }</pre>
 */
public final class HtmlDataSource implements TableProvider, DataSourceRegister {
  static final String NAME = "wikimedia-html";

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return HtmlColumn.schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    List<String> snapshots =
        FilePaths.of(new CaseInsensitiveStringMap(properties), NAME, "a snapshot");
    return FileTable.of(
        NAME, snapshots, HtmlColumn.schema(), columns -> new HtmlScan(snapshots, columns));
  }
}
