package org.wikimill.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;

class TsigKeyTest {
  private static final String SECRET = "///+eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key \"publisher\" {\n\talgorithm hmac-sha256;\n\tsecret \"" + SECRET + "\";\n};\n",
        "# for mirrors\nkey publisher { // ours\n secret \""
            + SECRET
            + "\"; /* \n */ algorithm HMAC-SHA256; };",
        "# hmac-sha256:publisher:"
            + SECRET
            + "\nkey:\n- id: publisher\n  algorithm: hmac-sha256\n  secret: "
            + SECRET
            + "\n",
        "key:\n  - id: \"publisher\"\n    secret: '" + SECRET + "'\n    algorithm: hmac-sha256\n",
        "hmac-sha256:publisher:" + SECRET + "\n",
      })
  void aKeyIsReadAsTheServersOwnToolsWriteIt(String text) throws Exception {
    TsigKey key = TsigKey.parse(text, "key");
    assertThat(key).hasToString("publisher (hmac-sha256)");
    assertThat(key.tsig().recordLength()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "key",
        "key \"a\" { algorithm hmac-sha256; };",
        "key \"a\" { secret \"" + SECRET + "\"; };",
        "key \"a\" { algorithm hmac-md5; secret \"" + SECRET + "\"; };",
        "key \"a\" { algorithm hmac-sha256; secret \"!" + SECRET + "\"; };",
        "key \"a..b\" { algorithm hmac-sha256; secret \"" + SECRET + "\"; };",
        "key a { algorithm hmac-sha256; secret \""
            + SECRET
            + "\"; };\n"
            + "key b { algorithm hmac-sha256; secret \""
            + SECRET
            + "\"; };",
        "key:\n- id: a\n  algorithm: hmac-sha256\n  secret: "
            + SECRET
            + "\n- id: b\n  algorithm: hmac-sha256\n  secret: "
            + SECRET,
        "hmac-sha256:" + SECRET,
      })
  void whatIsNotOneUsableKeyIsRefusedWithoutTellingTheSecret(String text) {
    assertThatThrownBy(() -> TsigKey.parse(text, "mirror.key"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("not a TSIG key: mirror.key")
        .message()
        .doesNotContain(SECRET.substring(0, 8));
  }

  @Test
  void theTextOfAKeyHasNothingOfItsSecret() throws Exception {
    assertThat(TsigKey.parse("hmac-sha512:a.b:" + SECRET, "key")).hasToString("a.b (hmac-sha512)");
  }
}
