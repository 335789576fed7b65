package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.pipeline.joined.TableFiles;
import picocli.CommandLine.Option;

/** The files that joined tables are made of, as all commands take them. */
final class TableOptions {
  @Option(
      names = "--sql",
      paramLabel = "FILE",
      description =
          "A dump of one of the wiki's tables, plain or gzip, a local folder or a pattern of them;"
              + " may be repeated. What it is a dump of stands in it: page, categorylinks,"
              + " linktarget, imagelinks, image, langlinks.")
  private final List<String> sql = new ArrayList<>();

  @Option(
      names = "--media-info",
      paramLabel = "FILE",
      description =
          "What tells of the wiki's files, or a pattern of such; may be repeated: answers of its API"
              + " with extmetadata (JSON), exports of Commons with mediainfo (XML). For authors,"
              + " licences, descriptions.")
  private final List<String> mediaInfos = new ArrayList<>();

  /** The files that patterns and folders stand for. */
  TableFiles files(HadoopSettings hadoop) throws IOException {
    List<String> patterns = sql.stream().map(TableOptions::pattern).toList();
    return new TableFiles(
        Locations.expand(patterns, hadoop.configuration()),
        Locations.expand(mediaInfos, hadoop.configuration()));
  }

  boolean hasTables() {
    return !sql.isEmpty();
  }

  boolean hasMediaInfos() {
    return !mediaInfos.isEmpty();
  }

  /** A local folder stands for the dumps in it. */
  private static String pattern(String location) {
    boolean folder = !Locations.isUri(location) && Files.isDirectory(Path.of(location));
    return folder ? location + "/*.sql{,.gz}" : location;
  }
}
