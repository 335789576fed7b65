package org.wikimill.pipeline.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.wikimill.pipeline.manifest.Manifest;

/**
 * What kind a file of a build is of: its media type tells, but for what a site adds so that pages
 * are found.
 *
 * @param searchFolders the folders of that, each with a slash at its end
 */
record KindRule(List<byte[]> searchFolders) implements Serializable {

  static KindRule of(Manifest manifest) {
    if (!manifest.recipe().policy().layout().equals("site")) {
      return new KindRule(List.of());
    }
    return new KindRule(
        manifest.sources().stream()
            .map(source -> source.facts().directory())
            .map(directory -> directory.isEmpty() ? "" : directory + "/")
            .flatMap(site -> Stream.of(site + "search/", site + "titles/"))
            .map(folder -> folder.getBytes(UTF_8))
            .toList());
  }

  Kind of(byte[] path, String mime) {
    return searchFolders.stream().anyMatch(folder -> startsWith(path, folder))
        ? Kind.SEARCH
        : of(mime.toLowerCase(Locale.ROOT));
  }

  private static boolean startsWith(byte[] path, byte[] folder) {
    int length = folder.length;
    return path.length > length && Arrays.equals(path, 0, length, folder, 0, length);
  }

  private static Kind of(String mime) {
    if (mime.startsWith("text/html") || mime.startsWith("application/xhtml")) {
      return Kind.HTML;
    }
    if (mime.startsWith("image/")) {
      return Kind.IMAGE;
    }
    if (mime.startsWith("video/") || mime.startsWith("audio/")) {
      return Kind.MEDIA;
    }
    if (mime.startsWith("text/css") || mime.contains("javascript")) {
      return Kind.STYLE;
    }
    return mime.contains("xapian") ? Kind.SEARCH : Kind.OTHER;
  }
}
