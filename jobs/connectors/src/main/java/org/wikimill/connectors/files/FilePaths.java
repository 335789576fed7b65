package org.wikimill.connectors.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The paths that a query names: one as option {@code path}, several as a JSON array in {@code
 * paths}.
 */
public final class FilePaths {
  private FilePaths() {}

  /**
   * The paths, one or more.
   *
   * @param format the data source that is asked
   * @param file what a path names, for who names none: {@code an archive}
   */
  public static List<String> of(CaseInsensitiveStringMap options, String format, String file) {
    if (options.containsKey("path")) {
      return List.of(options.get("path"));
    }
    if (!options.containsKey("paths")) {
      throw new IllegalArgumentException(
          "format " + format + " needs the path of " + file + ": load(PATH)");
    }
    try {
      return List.of(new ObjectMapper().readValue(options.get("paths"), String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("option paths is no JSON array of strings", e);
    }
  }
}
