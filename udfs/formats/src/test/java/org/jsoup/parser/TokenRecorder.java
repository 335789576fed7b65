package org.jsoup.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Range;

/**
 * A tree builder that keeps the tokens which jsoup's tokenizer reads, as they are before the tree
 * is built of them. It lives in jsoup's package, because tokens are not seen outside.
 */
public final class TokenRecorder extends HtmlTreeBuilder {

  /**
   * An attribute; positions are -1 where jsoup has none.
   *
   * @param name in lower case
   */
  public record SeenAttribute(
      String name, String value, int nameStart, int nameEnd, int valueStart, int valueEnd) {}

  /**
   * A token.
   *
   * @param text the name of a tag in lower case, the content of others
   */
  public record Seen(
      Token.TokenType kind, String text, int start, int end, List<SeenAttribute> attributes) {}

  private final List<Seen> tokens = new ArrayList<>();
  private boolean fresh;

  /** The tokens of a page, characters and the end of the file included. */
  public static List<Seen> tokens(String page) {
    TokenRecorder recorder = new TokenRecorder();
    new Parser(recorder).setTrackPosition(true).parseInput(page, "");
    return recorder.tokens;
  }

  @Override
  boolean stepParser() {
    fresh = true;
    return super.stepParser();
  }

  /** Tokens come here several times, and made-up ones too; the first in a step is the one read. */
  @Override
  protected boolean process(Token token) {
    if (fresh) {
      fresh = false;
      tokens.add(seen(token));
    }
    return super.process(token);
  }

  private Seen seen(Token token) {
    String text =
        switch (token.type) {
          case StartTag, EndTag -> ((Token.Tag) token).normalName();
          case Comment -> token.asComment().getData();
          case Character -> token.asCharacter().getData();
          case Doctype -> token.asDoctype().getName();
          case XmlDecl, EOF -> "";
        };
    return new Seen(
        token.type,
        text,
        token.startPos(),
        token.endPos(),
        token.isStartTag() ? attributes(token.asStartTag()) : List.of());
  }

  private List<SeenAttribute> attributes(Token.StartTag tag) {
    List<SeenAttribute> seen = new ArrayList<>();
    if (tag.attributes == null) {
      return seen;
    }
    tag.finaliseAttributeRanges(settings);
    for (Attribute attribute : tag.attributes) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      Range.AttributeRange range = tag.attributes.sourceRange(name);
      seen.add(
          new SeenAttribute(
              name,
              attribute.getValue(),
              range.nameRange().start().pos(),
              range.nameRange().end().pos(),
              range.valueRange().start().pos(),
              range.valueRange().end().pos()));
    }
    return seen;
  }
}
