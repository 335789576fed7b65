package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.zim.ZimArchive;

/** The name of a build: one segment of a path on any file system, and of a table's partition. */
public final class SnapshotName {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /** {@code ukwiki-20230501}, {@code enwiki-NS0-20230220}, {@code ukwiki-2026-08-01}. */
  private static final Pattern DUMP =
      Pattern.compile("[a-z][a-z0-9_]*-(NS\\d+-)?\\d{4}(\\d{4}|-\\d{2}-\\d{2})");

  private SnapshotName() {}

  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /** {@code NAME_DATE} from the archive's metadata; where that gives no name, the file's stem. */
  public static String of(ZimArchive archive, String location) throws IOException {
    Optional<String> name = metadata(archive, "Name");
    Optional<String> date = metadata(archive, "Date");
    if (name.isPresent() && date.isPresent() && isValid(name.get() + "_" + date.get())) {
      return name.get() + "_" + date.get();
    }
    String file = location.substring(location.lastIndexOf('/') + 1);
    String stem = file.replaceFirst("\\.zim([a-z]{2})?$", "");
    return ofStem(stem);
  }

  /** {@code WIKI-DATE} from the name of a dump's file; where that gives none, the file's stem. */
  public static String ofDump(String location) {
    String file = location.substring(location.lastIndexOf('/') + 1);
    Matcher dated = DUMP.matcher(file);
    return dated.lookingAt()
        ? dated.group()
        : ofStem(file.replaceFirst("(?<=.)(\\.|(_chunk_|-p)?\\*).*$", ""));
  }

  private static String ofStem(String stem) {
    String safe = stem.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]+", "");
    return isValid(safe) ? safe : "snapshot";
  }

  private static Optional<String> metadata(ZimArchive archive, String name) throws IOException {
    return archive.metadata(name).map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
