package org.wikimill.pipeline.joined;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.html.HtmlEscape;

/**
 * What the structured data of Wikimedia Commons tell of a file: a slot {@code mediainfo} of its
 * page in an XML export, such as a content file export.
 *
 * <p>Statements name items of Wikidata, whose labels are not part of the export: licences that many
 * files have are known here, others and authors with an item are shown as that.
 *
 * @see <a href="https://commons.wikimedia.org/wiki/Commons:Structured_data/Modeling">Modeling</a>
 */
final class StructuredData {
  static final String ROLE = "mediainfo";
  private static final String ITEM_URL = "https://www.wikidata.org/wiki/";
  private static final Pattern ITEM = Pattern.compile("Q[0-9]{1,12}");
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"<>]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LICENCE = "P275";
  private static final String STATUS = "P6216";
  private static final String CREATOR = "P170";
  private static final String CREATOR_NAME = "P2093";
  private static final String SOURCE = "P7482";
  private static final String DESCRIBED_AT = "P973";
  private static final String ADDRESS = "P2699";
  private static final String MEDIA_TYPE = "P1163";

  private static final String PUBLIC_DOMAIN = "Q19652";
  private static final String OWN_WORK = "Q66458942";

  /** Licences by their items. */
  private static final Map<String, Licence> LICENCES =
      Map.ofEntries(
          licence("Q6938433", "CC0", "publicdomain/zero/1.0"),
          licence("Q30942811", "CC BY 1.0", "licenses/by/1.0"),
          licence("Q19125117", "CC BY 2.0", "licenses/by/2.0"),
          licence("Q18810333", "CC BY 2.5", "licenses/by/2.5"),
          licence("Q14947546", "CC BY 3.0", "licenses/by/3.0"),
          licence("Q20007257", "CC BY 4.0", "licenses/by/4.0"),
          licence("Q47001652", "CC BY-SA 1.0", "licenses/by-sa/1.0"),
          licence("Q19068220", "CC BY-SA 2.0", "licenses/by-sa/2.0"),
          licence("Q19113751", "CC BY-SA 2.5", "licenses/by-sa/2.5"),
          licence("Q14946043", "CC BY-SA 3.0", "licenses/by-sa/3.0"),
          licence("Q18199165", "CC BY-SA 4.0", "licenses/by-sa/4.0"));

  private final String language;
  private final JsonNode entity;

  private record Licence(String name, String url) {
    static Licence of(String item) {
      return LICENCES.getOrDefault(item, new Licence(item, ITEM_URL + item));
    }
  }

  private StructuredData(JsonNode entity, String language) {
    this.entity = entity;
    this.language = language;
  }

  private static Map.Entry<String, Licence> licence(String item, String name, String path) {
    return Map.entry(item, new Licence(name, "https://creativecommons.org/" + path));
  }

  /**
   * What a slot tells.
   *
   * @param json its text
   * @param language in which captions are preferred
   * @param file the export, for messages
   * @param place of the page in it, likewise
   */
  static MediaInfo of(String json, String language, String file, long place)
      throws MalformedInputException {
    try {
      return new StructuredData(JSON.readTree(json), language).info();
    } catch (JsonProcessingException e) {
      throw new MalformedInputException(
          "no structured data in a slot mediainfo", file, place, "JSON", e.getOriginalMessage());
    }
  }

  private MediaInfo info() {
    List<Licence> licences = items(LICENCE).stream().map(Licence::of).toList();
    String name = licences.stream().map(Licence::name).collect(Collectors.joining(", "));
    if (licences.isEmpty() && items(STATUS).contains(PUBLIC_DOMAIN)) {
      name = "Public domain";
    }
    // One link cannot lead to several texts.
    String url = licences.size() == 1 ? licences.get(0).url() : "";
    Credits credits = new Credits(name, url, author(), source(), caption());
    String mime = statements(MEDIA_TYPE).stream().map(s -> text(value(s))).findFirst().orElse("");
    return new MediaInfo(null, null, 0, 0, mime, credits);
  }

  private String author() {
    List<String> authors = new ArrayList<>();
    for (JsonNode creator : statements(CREATOR)) {
      String name = qualifier(creator, CREATOR_NAME);
      String item = text(value(creator).path("id"));
      if (!name.isEmpty()) {
        authors.add(linked(qualifier(creator, ADDRESS), name));
      } else if (ITEM.matcher(item).matches()) {
        authors.add(linked(ITEM_URL + item, item));
      }
    }
    return String.join(", ", authors);
  }

  private String source() {
    for (JsonNode source : statements(SOURCE)) {
      for (String property : List.of(DESCRIBED_AT, ADDRESS)) {
        String url = qualifier(source, property);
        if (URL.matcher(url).matches()) {
          return linked(url, url);
        }
      }
    }
    return items(SOURCE).contains(OWN_WORK) ? "Own work" : "";
  }

  private String caption() {
    JsonNode labels = entity.path("labels");
    List<JsonNode> preferred = new ArrayList<>(List.of(labels.path(language), labels.path("en")));
    labels.forEach(preferred::add);
    return preferred.stream()
        .map(label -> text(label.path("value")))
        .filter(caption -> !caption.isEmpty())
        .findFirst()
        .map(HtmlEscape::text)
        .orElse("");
  }

  /** The statements of a property that hold: preferred ones if there are any. */
  private List<JsonNode> statements(String property) {
    List<JsonNode> all = new ArrayList<>();
    entity.path("statements").path(property).forEach(all::add);
    List<JsonNode> preferred = all.stream().filter(s -> rank(s).equals("preferred")).toList();
    return preferred.isEmpty()
        ? all.stream().filter(s -> !rank(s).equals("deprecated")).toList()
        : preferred;
  }

  private static String rank(JsonNode statement) {
    return text(statement.path("rank"));
  }

  private List<String> items(String property) {
    return statements(property).stream()
        .map(statement -> text(value(statement).path("id")))
        .filter(item -> ITEM.matcher(item).matches())
        .toList();
  }

  private static JsonNode value(JsonNode statement) {
    return statement.path("mainsnak").path("datavalue").path("value");
  }

  private static String qualifier(JsonNode statement, String property) {
    return text(
        statement.path("qualifiers").path(property).path(0).path("datavalue").path("value"));
  }

  private static String text(JsonNode node) {
    return Optional.ofNullable(node.textValue()).orElse("").strip();
  }

  /** HTML, as credits have it. */
  private static String linked(String url, String text) {
    String shown = HtmlEscape.text(text);
    return URL.matcher(url).matches()
        ? "<a href=\"" + HtmlEscape.text(url) + "\">" + shown + "</a>"
        : shown;
  }
}
