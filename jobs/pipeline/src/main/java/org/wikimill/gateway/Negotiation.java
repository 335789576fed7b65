package org.wikimill.gateway;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asked to get: by the URL, which goes before, or by header {@code Accept}.
 *
 * @param format empty for the content itself
 * @param parameters of the media type in {@code Accept}, if that names the format
 * @param isInUrl whether the URL says so, so that caches can tell the answers apart
 */
record Negotiation(Optional<Format> format, Map<String, String> parameters, boolean isInUrl) {

  private record Accepted(Format format, Map<String, String> parameters) {
    double quality() {
      try {
        return Double.parseDouble(parameters.getOrDefault("q", "1"));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  /**
   * @throws HttpFailure 400 if the URL names a format that is none
   */
  static Negotiation of(GatewayRequest request, Query query) throws HttpFailure {
    Optional<Accepted> accepted = request.header("Accept").flatMap(Negotiation::accepted);
    Optional<String> parameter = query.value("format");
    if (parameter.isEmpty()) {
      return new Negotiation(
          accepted.map(Accepted::format),
          accepted.map(Accepted::parameters).orElse(Map.of()),
          false);
    }
    Format format =
        Format.ofParameter(parameter.get())
            .orElseThrow(() -> new HttpFailure(400, "unknown format '" + parameter.get() + "'"));
    Map<String, String> parameters =
        accepted.filter(a -> a.format == format).map(Accepted::parameters).orElse(Map.of());
    return new Negotiation(Optional.of(format), parameters, true);
  }

  /** The format that is preferred, of those that are more than the content itself. */
  private static Optional<Accepted> accepted(String header) {
    Accepted best = null;
    for (String entry : header.split(",", 64)) {
      String[] parts = entry.split(";", 16);
      Optional<Format> format = Format.ofMediaType(parts[0].strip());
      if (format.isEmpty()) {
        continue;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].split("=", 2);
        if (pair.length == 2) {
          parameters.put(pair[0].strip().toLowerCase(Locale.ROOT), unquoted(pair[1].strip()));
        }
      }
      Accepted next = new Accepted(format.get(), parameters);
      if (next.quality() > 0 && (best == null || next.quality() > best.quality())) {
        best = next;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }
}
