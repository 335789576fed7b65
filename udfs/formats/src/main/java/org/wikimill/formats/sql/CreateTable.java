package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.wikimill.formats.bytes.MalformedInputException;

/** The reading of a {@code CREATE TABLE} statement. */
final class CreateTable {
  /** Words that begin what is no column. */
  private static final Set<String> KEYS =
      Set.of(
          "primary",
          "unique",
          "key",
          "index",
          "constraint",
          "fulltext",
          "spatial",
          "foreign",
          "check",
          "period");

  private final String file;
  private final long offset;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private CreateTable(String statement, String file, long offset) {
    this.file = file;
    this.offset = offset;
    for (int from = 0; from < statement.length(); ) {
      int end = tokenEnd(statement, from);
      String token = statement.substring(from, end);
      if (!token.isBlank() && !token.startsWith("/*")) {
        tokens.add(token);
      }
      from = end;
    }
  }

  /**
   * Reads what follows the word {@code CREATE}.
   *
   * @param start where the statement starts, for messages
   * @return null if it creates something else
   */
  static SqlTable read(SqlInput in, long start) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int quote = 0;
    for (int c = in.next(); quote != 0 || c != ';'; c = in.next()) {
      if (c < 0) {
        throw new EndInsideException();
      } else if (text.size() >= SqlLimits.MAX_HEADER_BYTES) {
        String most = "at most " + SqlLimits.MAX_HEADER_BYTES + " bytes";
        throw new MalformedInputException("header too large", in.name(), start, most, "more");
      }
      text.write(c);
      if (c == '\\' && quote != 0 && quote != '`') {
        text.write(in.next());
      } else if (quote == 0 && (c == '\'' || c == '"' || c == '`')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return new CreateTable(text.toString(UTF_8), in.name(), start).table();
  }

  /** Where the token, blank or comment that starts at a place ends. */
  private static int tokenEnd(String text, int from) {
    char first = text.charAt(from);
    if (first == '`' || first == '\'' || first == '"') {
      return quoteEnd(text, from);
    }
    if (text.startsWith("/*", from)) {
      int end = text.indexOf("*/", from + 2);
      return end < 0 ? text.length() : end + 2;
    }
    int end = from + 1;
    while (isWord(first) && end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int quoteEnd(String text, int from) {
    char quote = text.charAt(from);
    for (int at = from + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean escape = c == '\\' && quote != '`';
      boolean doubled = c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
      if (escape || doubled) {
        at++;
      } else if (c == quote) {
        return at + 1;
      }
    }
    return text.length();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private SqlTable table() throws MalformedInputException {
    skip("or");
    skip("replace");
    skip("temporary");
    if (!skip("table")) {
      return null;
    }
    skip("if");
    skip("not");
    skip("exists");
    String name = name(take());
    while (skip(".")) {
      name = name(take());
    }
    if (!skip("(")) {
      throw malformed("the columns of table " + name, peek());
    }
    List<SqlColumn> columns = new ArrayList<>();
    do {
      definition(columns);
    } while (skip(","));
    if (!skip(")") || columns.isEmpty()) {
      throw malformed("the end of the columns of table " + name, peek());
    }
    return new SqlTable(name, columns);
  }

  private void definition(List<SqlColumn> columns) throws MalformedInputException {
    String first = take();
    if (!KEYS.contains(lower(first))) {
      columns.add(column(name(first)));
      if (columns.size() > SqlLimits.MAX_COLUMNS) {
        throw malformed("at most " + SqlLimits.MAX_COLUMNS + " columns", "more");
      }
    }
    while (!peek().equals(",") && !peek().equals(")")) {
      parenthesesOrToken(new StringBuilder());
    }
  }

  private SqlColumn column(String name) throws MalformedInputException {
    StringBuilder type = new StringBuilder(lower(take()));
    if (peek().equals("(")) {
      parenthesesOrToken(type);
    }
    List<String> attributes = new ArrayList<>();
    while (!peek().equals(",") && !peek().equals(")")) {
      StringBuilder attribute = new StringBuilder();
      parenthesesOrToken(attribute);
      attributes.add(lower(attribute.toString()));
    }
    int not = attributes.indexOf("not");
    boolean nullable = not < 0 || !attributes.subList(not, attributes.size()).contains("null");
    boolean signed = !attributes.contains("unsigned") && !attributes.contains("zerofill");
    return new SqlColumn(name, type.toString(), signed, nullable);
  }

  /** Takes a token, or a parenthesis with all that is in it. */
  private void parenthesesOrToken(StringBuilder text) throws MalformedInputException {
    int depth = 0;
    do {
      String token = take();
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      text.append(token);
    } while (depth > 0);
  }

  private boolean skip(String token) {
    boolean here = lower(peek()).equals(token);
    at += here ? 1 : 0;
    return here;
  }

  private String take() throws MalformedInputException {
    if (at == tokens.size()) {
      throw malformed("a whole CREATE TABLE", "its end");
    }
    return tokens.get(at++);
  }

  /** The next token; empty at the end. */
  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private static String lower(String token) {
    return token.toLowerCase(Locale.ROOT);
  }

  private static String name(String token) {
    if (token.length() < 2 || "`\"".indexOf(token.charAt(0)) < 0) {
      return token;
    }
    String quote = token.substring(0, 1);
    return token.substring(1, token.length() - 1).replace(quote + quote, quote);
  }

  private MalformedInputException malformed(String expected, String found) {
    return new MalformedInputException(
        "malformed CREATE TABLE", file, offset, expected, found.isEmpty() ? "its end" : found);
  }
}
