package org.wikimill.formats.enterprise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.wikimill.formats.enterprise.HtmlRecord.Text;

/** Reads records from JSON. Fields that it does not know are passed over. */
final class RecordParser {
  /** Titles of one record. The longest lists are of redirects and templates, of a few thousand. */
  private static final int MAX_TITLES = 1 << 20;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(HtmlDump.MAX_RECORD_BYTES).build())
          .build();

  private final Set<Text> texts;

  /** Of the record that is being read. */
  private JsonParser json;

  /** No JSON, or no record. */
  static final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    BadRecordException(String expected, String found) {
      super("expected " + expected + ", found " + found);
      this.expected = expected;
      this.found = found;
    }

    String expected() {
      return expected;
    }

    String found() {
      return found;
    }
  }

  RecordParser(Set<Text> texts) {
    this.texts = Set.copyOf(texts);
  }

  /** Reads the record in the first bytes of an array. */
  HtmlRecord parse(byte[] bytes, int length) throws IOException, BadRecordException {
    try (JsonParser parser = factory.createParser(bytes, 0, length)) {
      json = parser;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRecordException("a JSON object", "token " + parser.currentToken());
      }
      Fields fields = new Fields();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        field(fields);
      }
      if (parser.nextToken() != null) {
        throw new BadRecordException("the end of the line", "token " + parser.currentToken());
      }
      return fields.record();
    } catch (JsonProcessingException e) {
      throw new BadRecordException("JSON", where(e));
    }
  }

  /** What Jackson says, in one line, without the source that it quotes. */
  private static String where(JsonProcessingException e) {
    long column = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return "'" + e.getOriginalMessage().lines().findFirst().orElse("") + "' at its byte " + column;
  }

  private void field(Fields to) throws IOException, BadRecordException {
    String name = json.currentName();
    json.nextToken();
    switch (name) {
      case "identifier" -> to.id = number(1);
      case "name" -> to.title = text();
      case "url" -> to.url = text();
      case "date_modified" -> to.modified = text();
      case "abstract" -> to.summary = text();
      case "namespace" -> members(key -> to.namespace = (int) numberOf(key, to.namespace));
      case "in_language" -> members(key -> to.language = textOf("identifier", key, to.language));
      case "version" -> members(key -> to.revisionId = numberOf(key, to.revisionId));
      case "main_entity" ->
          members(key -> to.mainEntity = textOf("identifier", key, to.mainEntity));
      case "image" -> members(key -> to.image = textOf("content_url", key, to.image));
      case "is_part_of" ->
          members(
              key -> {
                to.project = textOf("identifier", key, to.project);
                to.projectName = textOf("name", key, to.projectName);
              });
      case "article_body" -> members(key -> body(key, to));
      case "categories" -> to.categories = titles("name");
      case "redirects" -> to.redirects = titles("name");
      case "templates" -> to.templates = titles("name");
      case "license" -> to.licences = titles("identifier", "name");
      default -> json.skipChildren();
    }
  }

  private void body(String key, Fields to) throws IOException, BadRecordException {
    if (texts.contains(Text.HTML)) {
      to.html = textOf("html", key, to.html);
    }
    if (texts.contains(Text.WIKITEXT)) {
      to.wikitext = textOf("wikitext", key, to.wikitext);
    }
  }

  /** Takes a member of an object, whose value is the current token. */
  private interface Member {
    void take(String key) throws IOException, BadRecordException;
  }

  /** Tells the members of the object that is the current token; null has none. */
  private void members(Member to) throws IOException, BadRecordException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected("an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      to.take(key);
      json.skipChildren();
    }
  }

  /**
   * Of each object of a list, the first of some members that is not empty. Objects without any are
   * left out.
   */
  private List<String> titles(String... keys) throws IOException, BadRecordException {
    List<String> titles = new ArrayList<>();
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return titles;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected("a list");
    }
    String[] values = new String[keys.length];
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Arrays.fill(values, "");
      members(
          key -> {
            for (int i = 0; i < keys.length; i++) {
              values[i] = textOf(keys[i], key, values[i]);
            }
          });
      Arrays.stream(values).filter(value -> !value.isEmpty()).findFirst().ifPresent(titles::add);
      if (titles.size() > MAX_TITLES) {
        throw new BadRecordException("at most " + MAX_TITLES + " titles in a list", "more");
      }
    }
    return titles;
  }

  /** The current value if the member at hand is the wanted one, else what was known. */
  private String textOf(String wanted, String key, String known)
      throws IOException, BadRecordException {
    return wanted.equals(key) ? text() : known;
  }

  private long numberOf(String key, long known) throws IOException, BadRecordException {
    return key.equals("identifier") ? number(Long.MIN_VALUE) : known;
  }

  /** The text that is the current token; empty for null. */
  private String text() throws IOException, BadRecordException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NULL -> "";
      default -> throw unexpected("a text");
    };
  }

  private long number(long least) throws IOException, BadRecordException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < least) {
      throw unexpected("a whole number" + (least > 0 ? " from " + least + " on" : ""));
    }
    return json.getLongValue();
  }

  private BadRecordException unexpected(String expected) throws IOException {
    return new BadRecordException(
        expected + " as '" + json.currentName() + "'", "token " + json.currentToken());
  }

  /** What was read of a record. */
  private static final class Fields {
    private long id;
    private String title = "";
    private int namespace;
    private String url = "";
    private String language = "";
    private String project = "";
    private String projectName = "";
    private long revisionId;
    private String modified = "";
    private String summary = "";
    private String html = "";
    private String wikitext = "";
    private List<String> categories = List.of();
    private List<String> redirects = List.of();
    private List<String> templates = List.of();
    private List<String> licences = List.of();
    private String image = "";
    private String mainEntity = "";

    HtmlRecord record() throws BadRecordException {
      if (id == 0 || title.isEmpty()) {
        throw new BadRecordException("a page with identifier and name", "a record without");
      }
      return new HtmlRecord(
          id,
          title,
          namespace,
          url,
          language,
          project,
          projectName,
          revisionId,
          modified,
          summary,
          html,
          wikitext,
          categories,
          redirects,
          templates,
          licences,
          image,
          mainEntity);
    }
  }
}
