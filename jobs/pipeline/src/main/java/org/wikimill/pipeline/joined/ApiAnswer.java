package org.wikimill.pipeline.joined;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bytes.StoredBytes;

/**
 * What answers of a wiki's API tell of files: to {@code action=query&prop=imageinfo} with {@code
 * iiprop=extmetadata}, and {@code size} and {@code sha1} where these were asked for; whole answers
 * or the pages of one, one after the other.
 */
final class ApiAnswer {
  /** Of a file: an answer tells of 500 files at most, in some megabytes. */
  static final int MAX_BYTES = 1 << 26;

  /** How deep pages stand in an answer. */
  private static final int MAX_DEPTH = 4;

  private static final int HEAD_BYTES = 64;
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ApiAnswer() {}

  /** Whether a file begins as JSON does. */
  static boolean is(PositionedInput input) throws IOException {
    byte[] head = new byte[(int) Math.min(HEAD_BYTES, input.length())];
    input.readFully(0, head, 0, head.length);
    String start = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /**
   * Reads a file.
   *
   * @param language in which descriptions are preferred
   */
  static void read(PositionedInput input, String language, MediaInfo.Told told) throws IOException {
    if (input.length() > MAX_BYTES) {
      throw new MalformedInputException(
          "answer is too large",
          input.name(),
          MAX_BYTES,
          MAX_BYTES + " bytes",
          input.length() + "");
    }
    try (MappingIterator<JsonNode> answers =
        JSON.readerFor(JsonNode.class).readValues(new StoredBytes(input, 0, input.length()))) {
      while (answers.hasNextValue()) {
        pages(answers.nextValue(), language, told, 0);
      }
    } catch (JsonProcessingException e) {
      throw new MalformedInputException(
          "not an answer of the API",
          input.name(),
          e.getLocation() == null ? -1 : e.getLocation().getByteOffset(),
          "JSON",
          e.getOriginalMessage());
    }
  }

  private static void pages(JsonNode node, String language, MediaInfo.Told told, int depth) {
    String title = node.path("title").asText("");
    JsonNode image = node.path("imageinfo").path(0);
    if (image.isObject() && !title.isEmpty()) {
      String name = title.substring(title.indexOf(':') + 1).replace('_', ' ').strip();
      told.of(name, MediaInfo.Teller.ANSWER, info(image, language));
    } else if (depth < MAX_DEPTH) {
      node.forEach(child -> pages(child, language, told, depth + 1));
    }
  }

  private static MediaInfo info(JsonNode image, String language) {
    JsonNode fields = image.path("extmetadata");
    String sha1 = image.path("sha1").asText("").toLowerCase(Locale.ROOT);
    Credits credits =
        new Credits(
            text(value(fields, language, "LicenseShortName", "UsageTerms", "License")),
            value(fields, language, "LicenseUrl"),
            value(fields, language, "Artist", "Attribution"),
            value(fields, language, "Credit"),
            value(fields, language, "ImageDescription"));
    JsonNode size = image.path("size");
    return new MediaInfo(
        size.canConvertToLong() && size.asLong() >= 0 ? size.asLong() : null,
        SHA1.matcher(sha1).matches() ? sha1 : null,
        Math.max(0, image.path("width").asInt()),
        Math.max(0, image.path("height").asInt()),
        image.path("mime").asText(""),
        credits);
  }

  private static String text(String html) {
    return Jsoup.parseBodyFragment(html).text();
  }

  /** The first of some fields that says anything; of several languages the wiki's or English. */
  private static String value(JsonNode fields, String language, String... names) {
    for (String name : names) {
      JsonNode value = fields.path(name).path("value");
      if (value.isObject()) {
        value =
            value.has(language)
                ? value.path(language)
                : value.has("en") ? value.path("en") : value.path(0);
      }
      if (value.isTextual() && !value.textValue().isBlank()) {
        return value.textValue().strip();
      }
    }
    return "";
  }
}
