package org.wikimill.formats.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The extensions of names by which gateways tell types.
 *
 * <p>A gateway takes the type of a file from the extension of its name first, and looks at its
 * bytes only where that tells nothing. A page titled {@code Node.js}, {@code README.md} or {@code
 * Booking.com} would arrive as a script, a text or a program. Which extensions tell something
 * depends on the gateway's machine; {@code extensions.txt} holds all that are known to.
 */
final class Extensions {
  private static final Set<String> OF_OTHER_TYPES = read();

  private Extensions() {}

  /** Whether the name, a last segment, ends in an extension of a type that is not HTML. */
  static boolean tellAnotherTypeThanHtml(byte[] name) {
    int dot = name.length - 1;
    while (dot >= 0 && name[dot] != '.') {
      dot--;
    }
    if (dot < 0) {
      return false;
    }
    String extension =
        new String(name, dot + 1, name.length - dot - 1, StandardCharsets.ISO_8859_1);
    return OF_OTHER_TYPES.contains(extension.toLowerCase(Locale.ROOT));
  }

  private static Set<String> read() {
    try (InputStream in = Extensions.class.getResourceAsStream("extensions.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
