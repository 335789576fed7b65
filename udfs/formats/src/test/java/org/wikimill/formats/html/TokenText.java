package org.wikimill.formats.html;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the token at which a tokenizer stands says, decoded as a document has it. */
record TokenText(byte[] page, HtmlTokenizer tokens, Charset charset) {
  private static final String REPLACEMENT = "\uFFFD";

  /** Kind and content in one line; empty for what means nothing. */
  Optional<String> describe() {
    return Optional.ofNullable(
        switch (tokens.token()) {
          case TEXT -> "Character " + text();
          case CDATA -> content().isEmpty() ? null : "Character " + content();
          case COMMENT -> "Comment " + content().replace("\0", REPLACEMENT);
          case DOCTYPE -> "DOCTYPE " + doctypeName();
          case START_TAG ->
              "StartTag " + name() + attributeList() + (tag().isSelfClosing() ? " /" : "");
          case END_TAG -> "EndTag " + name();
          case DROPPED -> null;
        });
  }

  /** The characters of a text, references resolved where they count. */
  String text() {
    return switch (tokens.textMode()) {
      case DATA -> CharacterReferences.resolve(content(), CharacterReferences.Place.TEXT);
      case RCDATA ->
          CharacterReferences.resolve(
              content().replace("\0", REPLACEMENT), CharacterReferences.Place.TEXT);
      case RAWTEXT, SCRIPT_DATA, PLAINTEXT -> content().replace("\0", REPLACEMENT);
    };
  }

  /** The content of the token, line ends made line feeds. */
  String content() {
    return string(tokens.contentStart(), tokens.contentEnd())
        .replace("\r\n", "\n")
        .replace('\r', '\n');
  }

  /** The name of a tag. */
  String name() {
    return lowerCase(string(tag().nameStart(), tag().nameEnd()));
  }

  /** The values of the attributes by name, the first of each name, in order. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < tag().attributeCount(); i++) {
      attributes.putIfAbsent(
          attributeName(i),
          CharacterReferences.attributeValue(
              page, tag().valueStart(i), tag().valueEnd(i), charset));
    }
    return attributes;
  }

  /** The name of an attribute. */
  String attributeName(int index) {
    return lowerCase(string(tag().attributeStart(index), tag().attributeEnd(index)));
  }

  private String attributeList() {
    StringBuilder list = new StringBuilder();
    attributes()
        .forEach(
            (name, value) -> list.append(" ").append(name).append("=[").append(value).append("]"));
    return list.toString();
  }

  private String doctypeName() {
    String declared = content().replace("\0", REPLACEMENT).replaceFirst("^[\t\n\f ]+", "");
    return lowerCase(declared.split("[\t\n\f ]", 2)[0]);
  }

  private HtmlTag tag() {
    return tokens.tag();
  }

  private String string(int start, int end) {
    return new String(page, start, end - start, charset);
  }

  /** In ASCII alone. */
  private static String lowerCase(String name) {
    StringBuilder out = new StringBuilder(name.replace("\0", REPLACEMENT));
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      out.setCharAt(
          i, c >= 'A' && c <= 'Z' ? String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0) : c);
    }
    return out.toString();
  }
}
