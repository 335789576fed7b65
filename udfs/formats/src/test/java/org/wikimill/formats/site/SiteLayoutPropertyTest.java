package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.site.SiteLayout.Scheme;

/** Whatever an archive names its entries, their places are such as any file system takes. */
class SiteLayoutPropertyTest {
  private static final String[] PIECES = {
    "/",
    "/",
    "//",
    ".",
    "..",
    "/../",
    "index.html",
    "index.html/",
    "A/",
    "C/",
    "Node.js",
    "~",
    "~1",
    "%2F",
    "я",
    "水",
    "\ud83c\udf3e",
    "x",
    " ",
    "\u0000",
    "?",
    "#"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void placesStayInTheTreeInNamesThatEveryFileSystemTakes(long seed)
      throws CharacterCodingException {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      SiteLayout layout = new SiteLayout(random.nextBoolean() ? Scheme.OLD : Scheme.NEW);
      byte[] name = name(random);
      Optional<String> mime = random.nextBoolean() ? Optional.of("text/html") : Optional.empty();
      byte[] place = layout.wanted(name, mime);
      assertThat(layout.wanted(name.clone(), mime)).isEqualTo(place);
      assertSound(place);
      assertSound(layout.standIn(place, 1 + random.nextInt(1_000_000)));
    }
  }

  private static void assertSound(byte[] place) throws CharacterCodingException {
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(place)).toString();
    String[] segments = text.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      assertThat(segments[i]).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
      assertThat(segments[i].getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
      if (i < segments.length - 1) {
        assertThat(segments[i]).isNotEqualTo("index.html");
      }
    }
  }

  /** As in an archive: in the old scheme namespace and slash come first, which matters to none. */
  private static byte[] name(Random random) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (int left = random.nextInt(12); left >= 0; left--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      name.writeBytes(piece.repeat(random.nextInt(10) == 0 ? 200 : 1).getBytes(UTF_8));
      if (random.nextInt(10) == 0) {
        name.write(random.nextInt(256));
      }
    }
    return name.toByteArray();
  }
}
