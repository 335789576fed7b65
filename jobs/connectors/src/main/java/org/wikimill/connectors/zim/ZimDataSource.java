package org.wikimill.connectors.zim;

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
 * The data source {@code zim}: one row for each entry of one or more ZIM archives.
 *
 * <pre>{@code
 * spark.read().format("zim").load("wikipedia_en_all_maxi.zim")
 *     .where("namespace = 'C' and mime = 'text/html'").select("path", "content")
 * }</pre>
 *
 * <p>A path names a whole archive, or a split one by its first part or by the name without part
 * letters, on any Hadoop file system; it is no pattern. The columns are those of {@link ZimColumn}.
 * Only what is selected is read: clusters are decoded for {@code content}, opened up to their
 * offset tables for {@code size}, and not touched otherwise. Filters on {@code namespace} and
 * {@code mime} (=, IN, IS NOT NULL) are applied while scanning, so that clusters without a wanted
 * entry are skipped. Partitions follow from the archives alone.
 */
public final class ZimDataSource implements TableProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "zim";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return ZimColumn.schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    List<String> archives =
        FilePaths.of(new CaseInsensitiveStringMap(properties), shortName(), "an archive");
    return FileTable.with(
        shortName(), archives, ZimColumn.schema(), () -> new ZimScanBuilder(archives));
  }
}
