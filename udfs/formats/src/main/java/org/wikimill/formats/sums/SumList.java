package org.wikimill.formats.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * A file of sums of one kind, by the names of the files that have them.
 *
 * <p>As text, as {@code sha256sum} and its kin write it and Wikimedia publishes it: a sum, a space,
 * a space or an asterisk, a name. Or as Wikimedia's JSON: <code>
 * {"sha1": {"files": {NAME: SUM}}}</code>.
 */
public final class SumList {
  private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+) [ *](?:\\./)?(.+)");
  private static final Pattern BARE = Pattern.compile("[0-9A-Fa-f]+");

  private SumList() {}

  /**
   * Reads a list as text.
   *
   * @param file its name, for messages
   * @param subject the name that a line without one is about; empty if none may lack it
   * @throws MalformedInputException if a line is none of a sum and a name
   */
  public static Map<String, ExpectedSum> text(
      byte[] bytes, String file, SumAlgorithm algorithm, Optional<String> subject)
      throws MalformedInputException {
    Map<String, ExpectedSum> sums = new HashMap<>();
    int offset = 0;
    while (offset < bytes.length) {
      int end = offset;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, offset, end - offset, UTF_8).stripTrailing();
      if (!line.isEmpty()) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          put(sums, matcher.group(2), matcher.group(1), file, algorithm);
        } else if (subject.isPresent() && BARE.matcher(line).matches()) {
          put(sums, subject.get(), line, file, algorithm);
        } else {
          throw new MalformedInputException(
              "not a line of sums", file, offset, "a sum, two spaces, a name", shown(line));
        }
      }
      offset = end + 1;
    }
    return sums;
  }

  /** Reads a list as JSON. */
  static Map<String, ExpectedSum> json(byte[] bytes, String file, SumAlgorithm algorithm)
      throws IOException {
    Map<String, ExpectedSum> sums = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.currentName() != null) {
          put(sums, json.currentName(), json.getText(), file, algorithm);
        }
      }
    } catch (JacksonException e) {
      throw notJson(file, e);
    }
    return sums;
  }

  /** What a damaged JSON file is told as. */
  static MalformedInputException notJson(String file, JacksonException cause) {
    long offset = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
    return new MalformedInputException(
        "not JSON", file, offset, "JSON", cause.getOriginalMessage());
  }

  private static void put(
      Map<String, ExpectedSum> sums, String name, String hex, String file, SumAlgorithm algorithm)
      throws MalformedInputException {
    sums.put(name, ExpectedSum.parse(algorithm, hex, OptionalLong.empty(), file));
  }

  private static String shown(String line) {
    return "'" + (line.length() > 80 ? line.substring(0, 80) + "..." : line) + "'";
  }
}
