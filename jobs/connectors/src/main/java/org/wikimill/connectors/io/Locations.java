package org.wikimill.connectors.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wikimill.formats.zim.ZimParts;

/**
 * Where archives are, as users write it: local paths, URIs of any file system that Hadoop knows,
 * and patterns of both.
 */
public final class Locations {
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");
  private static final Pattern LATER_PART = Pattern.compile(".*\\.zim[a-z]{2}");

  private Locations() {}

  /** Whether the text is a URI, not a local path: a local name may hold a colon. */
  public static boolean isUri(String location) {
    return location.contains("://");
  }

  /**
   * The archives that the texts name, in their order, those of a pattern sorted. Of a split archive
   * a pattern finds the first part.
   *
   * @throws FileNotFoundException if a pattern matches nothing
   */
  public static List<String> expand(List<String> locations, Configuration configuration)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (String location : locations) {
      if (isPattern(location)) {
        found.addAll(matches(location, configuration));
      } else {
        found.add(location);
      }
    }
    return found;
  }

  private static boolean isPattern(String location) {
    return WILD.matcher(location).find()
        && (isUri(location) || !Files.exists(java.nio.file.Path.of(location)));
  }

  private static List<String> matches(String pattern, Configuration configuration)
      throws IOException {
    boolean local = !isUri(pattern);
    Path path =
        new Path(local ? java.nio.file.Path.of(pattern).toAbsolutePath().toString() : pattern);
    FileSystem fileSystem =
        local ? FileSystem.getLocal(configuration) : path.getFileSystem(configuration);
    FileStatus[] statuses = fileSystem.globStatus(path);
    List<String> found = new ArrayList<>();
    for (FileStatus status : statuses == null ? new FileStatus[0] : statuses) {
      String name = status.getPath().getName();
      boolean laterPart = LATER_PART.matcher(name).matches() && !ZimParts.isFirstPart(name);
      if (status.isFile() && !laterPart) {
        found.add(local ? status.getPath().toUri().getPath() : status.getPath().toString());
      }
    }
    if (found.isEmpty()) {
      throw new FileNotFoundException("no archive matches " + pattern);
    }
    found.sort(null);
    return found;
  }
}
