package org.wikimill.formats.zim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The files that make up an archive: one, or the parts {@code NAME.zimaa}, {@code NAME.zimab} to
 * {@code NAME.zimzz} of a split one.
 */
public final class ZimParts {
  private static final String FIRST_LETTERS = "aa";
  private static final int LETTERS = 26;

  private ZimParts() {}

  /**
   * Opens a local archive.
   *
   * @param path the file, the first part ({@code x.zimaa}), or the name without part letters of a
   *     split archive ({@code x.zim})
   */
  public static PositionedInput open(Path path) throws IOException {
    List<String> names = partNames(path.toString(), name -> Files.isRegularFile(Path.of(name)));
    if (names.size() == 1) {
      return Inputs.file(Path.of(names.get(0)));
    }
    List<PositionedInput> parts = new ArrayList<>();
    try {
      for (String name : names) {
        parts.add(Inputs.file(Path.of(name)));
      }
      return Inputs.concat(path.toString(), parts);
    } catch (IOException e) {
      for (PositionedInput part : parts) {
        part.close();
      }
      throw e;
    }
  }

  /** Whether a name is that of the first part of a split archive. */
  public static boolean isFirstPart(String name) {
    return name.endsWith(".zim" + FIRST_LETTERS);
  }

  /** The name without part letters: what the names of all parts start with. */
  public static String baseName(String name) {
    return isFirstPart(name) ? name.substring(0, name.length() - FIRST_LETTERS.length()) : name;
  }

  /**
   * The names of an archive's files in order, on any file system.
   *
   * @param name as for {@link #open(Path)}
   * @param exists whether a file exists; asked about up to 677 names, so where that is slow it
   *     should answer from one listing of the folder
   * @throws NoSuchFileException if neither {@code name} nor a first part exists
   * @throws MalformedInputException if a part is missing between others
   */
  public static List<String> partNames(String name, Predicate<String> exists) throws IOException {
    if (!isFirstPart(name) && exists.test(name)) {
      return List.of(name);
    }
    String base = baseName(name);
    List<String> names = new ArrayList<>();
    String missing = null;
    for (int i = 0; i < LETTERS * LETTERS; i++) {
      String part = base + (char) ('a' + i / LETTERS) + (char) ('a' + i % LETTERS);
      if (!exists.test(part)) {
        missing = missing == null ? part : missing;
      } else if (missing == null) {
        names.add(part);
      } else {
        throw new MalformedInputException(
            "part missing from a split archive", base, -1, missing, "only later parts: " + part);
      }
    }
    if (names.isEmpty()) {
      throw new NoSuchFileException(name);
    }
    return List.copyOf(names);
  }
}
