package org.wikimill.connectors.enterprise;

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
  private static final String NAME = "wikimedia-html";

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
    return new HtmlTable(paths(new CaseInsensitiveStringMap(properties)));
  }

  /** Spark hands over one path as {@code path}, several as a JSON array in {@code paths}. */
  private static List<String> paths(CaseInsensitiveStringMap options) {
    if (options.containsKey("path")) {
      return List.of(options.get("path"));
    }
    if (!options.containsKey("paths")) {
      throw new IllegalArgumentException(
          "format " + NAME + " needs the path of a snapshot: load(PATH)");
    }
    try {
      return List.of(new ObjectMapper().readValue(options.get("paths"), String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("option paths is no JSON array of strings", e);
    }
  }
}
