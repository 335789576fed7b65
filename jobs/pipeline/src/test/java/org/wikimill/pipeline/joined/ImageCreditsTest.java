package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the metadata that wikis keep of files. */
class ImageCreditsTest {
  private static ImageCredits of(String metadata) {
    return ImageCredits.of(metadata.getBytes(UTF_8));
  }

  @Test
  void fieldsAreTextsOrTextsByLanguageOrLists() {
    assertThat(
            of(
                """
                {"data": {"Artist": ["Ada", "Bo"], "Copyright": {"x-default": "CC0", "_type": "lang"},
                 "ImageDescription": "A wheel"}, "blobs": []}
                """))
        .isEqualTo(new ImageCredits("CC0", "Ada", "A wheel"));
    assertThat(of("{\"Artist\":{\"0\":\"Ada\",\"_type\":\"ol\"},\"UsageTerms\":\" \"}"))
        .isEqualTo(new ImageCredits(null, "Ada", null));
    assertThat(of("{\"Copyright\":\"Ada 1843\",\"UsageTerms\":\"CC BY 4.0\"}").licence())
        .isEqualTo("CC BY 4.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "[]",
        "{",
        "{}",
        "{\"data\":[]}",
        "{\"data\":{\"Artist\":[],\"Copyright\":{},\"ImageDescription\":7}}",
        "a:1:{s:6:\"Artist\";s:3:\"Bob\";}",
      })
  void whatSaysNothingIsNoError(String metadata) {
    assertThat(of(metadata)).isEqualTo(new ImageCredits(null, null, null));
  }
}
