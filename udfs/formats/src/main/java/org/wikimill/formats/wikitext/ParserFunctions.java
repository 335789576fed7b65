package org.wikimill.formats.wikitext;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.Titles;

/** The parser functions of MediaWiki and of its extension ParserFunctions. */
final class ParserFunctions {
  private static final Pattern ERROR =
      Pattern.compile("<(?:strong|span|p|div)\\s[^>]*class=\"[^\">]*\\berror\\b");
  private static final int MAX_PADDING = 500;

  private final Expander expander;
  private final Variables variables;
  private final DateFormat dates;

  ParserFunctions(Expander expander, Variables variables) {
    this.expander = expander;
    this.variables = variables;
    this.dates = new DateFormat(variables.now(), expander.site().language());
  }

  /** The result of a function; empty if there is none of that name. */
  Optional<String> call(String name, FunctionCall call) {
    String result = name.startsWith("#") ? extension(name.substring(1), call) : core(name, call);
    return Optional.ofNullable(result).or(() -> variables.of(name, call.first()));
  }

  private String extension(String name, FunctionCall call) {
    return switch (name) {
      case "if" -> call.text(call.first().isEmpty() ? 2 : 1);
      case "ifeq" -> call.text(equal(call.first(), call.text(1)) ? 2 : 3);
      case "iferror" -> ifError(call);
      case "ifexpr" -> ifExpression(call);
      case "ifexist" -> call.text(exists(call.first()) ? 1 : 2);
      case "switch" -> switchCase(call);
      case "expr" -> expression(call.first());
      case "time", "timel" -> dates.format(call.first(), call.text(1));
      case "dateformat", "formatdate" -> call.first();
      case "titleparts" -> titleParts(call);
      case "tag" -> tag(call);
      case "invoke" -> expander.modules().invoke(expander, call);
      case "rel2abs" -> call.first();
      case "language" -> Variables.languageName(call.first(), call.text(1));
      case "len" -> Integer.toString(call.first().codePointCount(0, call.first().length()));
      case "property",
          "statements",
          "coordinates",
          "related",
          "assessment",
          "categorytree",
          "babel",
          "lst",
          "lsth",
          "lstx",
          "section",
          "section-h",
          "mentor",
          "target" ->
          "";
      default -> null;
    };
  }

  private String core(String name, FunctionCall call) {
    String first = call.first();
    return switch (name) {
      case "lc" -> first.toLowerCase(Locale.ROOT);
      case "uc" -> first.toUpperCase(Locale.ROOT);
      case "lcfirst" -> firstLetter(first, first.toLowerCase(Locale.ROOT));
      case "ucfirst" -> firstLetter(first, first.toUpperCase(Locale.ROOT));
      case "padleft" -> padding(call) + first;
      case "padright" -> first + padding(call);
      case "formatnum" -> formatNumber(first, call.text(1));
      case "plural" -> call.text(isOne(first) ? 1 : Math.min(2, call.count() - 1));
      case "gender" -> call.text(call.count() > 3 ? 3 : 1);
      case "grammar" -> call.text(1);
      case "ns", "nse" -> variables.namespaceName(first);
      case "urlencode" -> encode(first, call.text(1));
      case "anchorencode" -> Anchors.of(first);
      case "localurl", "fullurl", "canonicalurl", "localurle", "fullurle" ->
          "./" + Titles.entryName(expander.titles().canonical(first));
      case "filepath", "int", "special", "speciale", "bidi" -> "";
      case "displaytitle" -> displayTitle(first);
      case "defaultsort", "defaultsortkey", "defaultcategorysort" -> "";
      case "pagesincategory", "pagesincat", "pagesinnamespace", "numberingroup", "numingroup" ->
          "0";
      case "pagesize", "protectionlevel", "protectionexpiry", "cascadingsources" -> "";
      case "#" -> "";
      default -> null;
    };
  }

  private String displayTitle(String title) {
    expander.state().displayTitle(title);
    return "";
  }

  private static boolean equal(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    Optional<BigDecimal> left = number(a);
    Optional<BigDecimal> right = number(b);
    return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
  }

  /** What PHP calls a numeric string. */
  private static Optional<BigDecimal> number(String text) {
    if (text.isEmpty() || text.length() > 30 || !NUMERIC.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }

  private static final Pattern NUMERIC =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d{1,3})?");

  private static String ifError(FunctionCall call) {
    boolean error = ERROR.matcher(call.first()).find();
    if (error) {
      return call.text(1);
    }
    return call.count() > 2 ? call.text(2) : call.first();
  }

  private static String ifExpression(FunctionCall call) {
    try {
      String value = Expression.evaluate(call.first());
      return call.text(value.isEmpty() || value.equals("0") ? 2 : 1);
    } catch (Expression.InvalidException e) {
      return error(e);
    }
  }

  private static String expression(String text) {
    try {
      return Expression.evaluate(text);
    } catch (Expression.InvalidException e) {
      return error(e);
    }
  }

  /** Seen by {@code #iferror}, and by nobody else: the second stage leaves it out. */
  private static String error(Expression.InvalidException e) {
    return "<strong class=\"error\">" + e.getMessage() + "</strong>";
  }

  private boolean exists(String title) {
    return !title.isEmpty()
        && expander.templates().source(expander.titles().canonical(title)).isPresent();
  }

  private String switchCase(FunctionCall call) {
    boolean found = false;
    boolean foundDefault = false;
    Optional<List<Node>> fallback = Optional.empty();
    String last = "";
    boolean lastIsBare = false;
    for (Node.Argument argument : call.rest()) {
      lastIsBare = argument.name().isEmpty();
      String key = expander.expand(argument.name().orElse(argument.value()), call.frame()).strip();
      if (lastIsBare) {
        last = key;
        found |= equal(call.first(), key);
        foundDefault |= key.equals("#default");
        continue;
      }
      if (found || equal(call.first(), key)) {
        return expander.expand(argument.value(), call.frame()).strip();
      }
      if (foundDefault || key.equals("#default")) {
        fallback = Optional.of(argument.value());
        foundDefault = false;
      }
    }
    return lastIsBare
        ? last
        : fallback.map(value -> expander.expand(value, call.frame()).strip()).orElse("");
  }

  private static String titleParts(FunctionCall call) {
    List<String> parts = List.of(call.first().split("/", -1));
    int count = integer(call.text(1), 0);
    int from = integer(call.text(2), 1);
    int start = from > 0 ? from - 1 : Math.max(0, parts.size() + from);
    if (from == 0) {
      start = 0;
    }
    int end = count > 0 ? Math.min(parts.size(), start + count) : parts.size() + count;
    return count == 0
        ? String.join("/", parts.subList(Math.min(start, parts.size()), parts.size()))
        : start < end ? String.join("/", parts.subList(start, end)) : "";
  }

  private static int integer(String text, int otherwise) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private String tag(FunctionCall call) {
    StringBuilder attributes = new StringBuilder();
    for (Node.Argument argument :
        call.rest().subList(Math.min(1, call.rest().size()), call.rest().size())) {
      if (argument.name().isPresent()) {
        String value = expander.expand(argument.value(), call.frame()).strip();
        attributes
            .append(' ')
            .append(expander.expand(argument.name().get(), call.frame()).strip())
            .append("=\"")
            .append(unquoted(value).replace("\"", "&quot;"))
            .append('"');
      }
    }
    String name = call.first().toLowerCase(Locale.ROOT);
    Optional<String> body = call.count() > 1 ? Optional.of(call.untrimmed(1)) : Optional.empty();
    return expander
        .state()
        .strips()
        .add(new Strips.Strip(name.replaceAll("[^a-z]", ""), attributes.toString(), body));
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static String firstLetter(String text, String cased) {
    if (text.isEmpty() || cased.length() != text.length()) {
      return text;
    }
    int end = text.offsetByCodePoints(0, 1);
    return cased.substring(0, end) + text.substring(end);
  }

  private static String padding(FunctionCall call) {
    String pad = call.count() > 2 ? call.text(2) : "0";
    int missing = Math.min(MAX_PADDING, integer(call.text(1), 0)) - call.first().length();
    if (missing <= 0 || pad.isEmpty()) {
      return "";
    }
    return pad.repeat(missing / pad.length() + 1).substring(0, missing);
  }

  private static boolean isOne(String number) {
    return number(number).filter(n -> n.abs().compareTo(BigDecimal.ONE) == 0).isPresent();
  }

  private String formatNumber(String number, String flag) {
    boolean raw = flag.equalsIgnoreCase("R") || flag.equalsIgnoreCase("NOSEP");
    return raw ? number.replace(",", "") : Numbers.grouped(number, expander.site().language());
  }

  private static String encode(String text, String style) {
    String spaced = style.equalsIgnoreCase("WIKI") ? text.replace(' ', '_') : text;
    String encoded = URLEncoder.encode(spaced, StandardCharsets.UTF_8);
    return style.equalsIgnoreCase("PATH") ? encoded.replace("+", "%20") : encoded;
  }
}
