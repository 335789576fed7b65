package org.wikimill.names;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.formats.sums.SmallFile;

/**
 * A part of a zone file that holds DNSLink records, a line each, for {@code $INCLUDE}.
 *
 * <p>Owners are absolute, so that the snippet means the same in every zone. Lines of other owners
 * stay as they are, comments too. The file is replaced whole or not at all.
 *
 * @param file need not exist
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-5">RFC 1035, section 5</a>
 */
public record ZoneSnippet(Path file) {

  /** The line of a link. */
  public static String line(DnsLink link, Duration ttl) {
    return link.owner() + " " + ttl.toSeconds() + " IN TXT \"" + link.value() + "\"";
  }

  /**
   * Makes the line of a link the only one of its owner.
   *
   * @throws org.wikimill.connectors.io.SinkException if the file cannot be written
   */
  public Outcome set(DnsLink link, Duration ttl) throws IOException {
    String wanted = line(link, ttl);
    List<String> before = lines();
    List<String> after = new ArrayList<>();
    for (String line : before) {
      if (!isOf(link, line)) {
        after.add(line);
      } else if (!after.contains(wanted)) {
        after.add(wanted);
      }
    }
    if (!after.contains(wanted)) {
      after.add(wanted);
    }
    if (after.equals(before)) {
      return Outcome.ALREADY;
    }
    write(String.join("\n", after) + "\n");
    return Outcome.SET;
  }

  private static boolean isOf(DnsLink link, String line) {
    return line.toLowerCase(Locale.ROOT).matches("\\Q" + link.owner() + "\\E\\s.*");
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(SmallFile.read(in, file.toString()), ISO_8859_1).lines().toList();
    }
  }

  private void write(String text) throws IOException {
    Path whole = file.toAbsolutePath();
    LocalStore folder = new LocalStore(whole.getParent(), Durability.SYNCED);
    try (NewFile out = folder.create(whole.getFileName().toString())) {
      out.write(text.getBytes(ISO_8859_1));
      out.commit();
    }
  }
}
