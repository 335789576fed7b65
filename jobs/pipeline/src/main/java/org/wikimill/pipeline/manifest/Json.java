package org.wikimill.pipeline.manifest;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/** Records as JSON files: fields in the order of the record, two spaces, one line feed. */
public final class Json {
  /** Far above what the manifest of the largest builds takes. */
  private static final long MAX_BYTES = 256L << 20;

  private Json() {}

  /** Writes {@code value} to a file of the build. */
  public static FileFact write(Store store, String name, Object value) throws IOException {
    return write(store, name, bytes(value));
  }

  /** Writes a manifest and, before it, its sum: with the manifest, the build is whole. */
  public static void write(Store store, Manifest manifest) throws IOException {
    byte[] json = bytes(manifest);
    String sum = HexFormat.of().formatHex(Digests.sha256().digest(json));
    String line = sum + "  " + Manifest.NAME + "\n";
    write(store, Manifest.SUM_NAME, line.getBytes(StandardCharsets.US_ASCII));
    write(store, Manifest.NAME, json);
  }

  /** Reads a file of the build. */
  public static <T> T read(Store store, String name, Class<T> type) throws IOException {
    byte[] json = bytes(store, name);
    try {
      return mapper().readValue(json, type);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new MalformedInputException(
          "not a " + name,
          store.location() + "/" + name,
          e.getLocation() == null ? -1 : e.getLocation().getByteOffset(),
          type.getSimpleName(),
          e.getOriginalMessage());
    }
  }

  /** The bytes of a small file of the build. */
  public static byte[] bytes(Store store, String name) throws IOException {
    try (PositionedInput input = store.open(name)) {
      if (input.length() > MAX_BYTES) {
        throw new MalformedInputException(
            "file too long", input.name(), -1, "at most " + MAX_BYTES, "" + input.length());
      }
      byte[] bytes = new byte[(int) input.length()];
      input.readFully(0, bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static FileFact write(Store store, String name, byte[] bytes) throws IOException {
    try (NewFile file = store.create(name)) {
      file.write(bytes);
      return file.commit();
    }
  }

  /** One value as JSON text. */
  public static byte[] bytes(Object value) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    byte[] json = mapper().writer(printer).writeValueAsBytes(value);
    byte[] ended = java.util.Arrays.copyOf(json, json.length + 1);
    ended[json.length] = '\n';
    return ended;
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
