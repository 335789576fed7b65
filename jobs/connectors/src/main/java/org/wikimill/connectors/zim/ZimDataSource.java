package org.wikimill.connectors.zim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

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
    return new ZimTable(paths(new CaseInsensitiveStringMap(properties)));
  }

  /** Spark hands over one path as {@code path}, several as a JSON array in {@code paths}. */
  private static List<String> paths(CaseInsensitiveStringMap options) {
    if (options.containsKey("path")) {
      return List.of(options.get("path"));
    }
    if (!options.containsKey("paths")) {
      throw new IllegalArgumentException("format zim needs the path of an archive: load(PATH)");
    }
    try {
      return List.of(new ObjectMapper().readValue(options.get("paths"), String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("option paths is no JSON array of strings", e);
    }
  }
}
