package org.wikimill.pipeline.joined;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What the metadata of a file say of those who made it: what cameras and programs wrote into it, as
 * EXIF, IPTC and XMP have it, in the JSON that MediaWiki keeps since 1.38.
 *
 * <p>What is no such JSON says nothing: older wikis keep PHP's serialization.
 *
 * @param licence null if nothing is said
 * @param author null likewise
 * @param description null likewise
 */
record ImageCredits(String licence, String author, String description) {
  private static final ImageCredits NONE = new ImageCredits(null, null, null);

  /** Of JSON; larger ones hold the texts of documents, and nothing that is wanted here. */
  private static final int MAX_JSON_BYTES = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What some metadata say. */
  static ImageCredits of(byte[] metadata) {
    if (metadata.length == 0 || metadata[0] != '{' || metadata.length > MAX_JSON_BYTES) {
      return NONE;
    }
    try {
      JsonNode root = JSON.readTree(metadata);
      JsonNode fields = root.has("data") ? root.path("data") : root;
      return new ImageCredits(
          first(fields, "UsageTerms", "Copyright"),
          first(fields, "Artist"),
          first(fields, "ImageDescription"));
    } catch (IOException e) {
      return NONE; // no JSON
    }
  }

  private static String first(JsonNode fields, String... names) {
    for (String name : names) {
      JsonNode field = fields.path(name);
      for (String inside : new String[] {"x-default", "0"}) {
        field = field.has(inside) ? field.path(inside) : field;
      }
      if (field.isArray() && !field.isEmpty()) {
        field = field.get(0);
      }
      if (field.isTextual() && !field.textValue().isBlank()) {
        return field.textValue();
      }
    }
    return null;
  }
}
