package org.wikimill.formats.wikitext;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * The arithmetic of {@code #expr}: double precision, as in MediaWiki's ParserFunctions, with its
 * order of operators.
 */
final class Expression {
  /** Parentheses and signs within each other. */
  private static final int MAX_DEPTH = 100;

  /** An expression that is none. */
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidException(String reason) {
      super("Expression error: " + reason, null, false, false);
    }
  }

  /** From weakest to strongest; one level binds as strongly from left to right. */
  private static final String[][] LEVELS = {
    {"or"},
    {"and"},
    {"<>", "!=", "<=", ">=", "=", "<", ">"},
    {"round"},
    {"+", "-"},
    {"*", "/", "div", "mod", "fmod"},
    {"^"},
    {"e"},
  };

  private final String text;
  private int at;
  private int depth;

  private Expression(String text) {
    this.text = text;
  }

  /** The value, written as MediaWiki writes numbers; empty for an empty expression. */
  static String evaluate(String source) throws InvalidException {
    String text =
        source
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&minus;", "-")
            .replace('\u2212', '-')
            .replace("&nbsp;", " ")
            .toLowerCase(Locale.ROOT);
    Expression expression = new Expression(text);
    expression.skipBlanks();
    if (expression.at == text.length()) {
      return "";
    }
    double value = expression.level(0);
    if (expression.at < text.length()) {
      throw new InvalidException("unexpected " + text.charAt(expression.at));
    }
    return write(value);
  }

  /** At most 14 digits, as PHP writes them. */
  static String write(double value) {
    if (Double.isNaN(value)) {
      return "NAN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "INF" : "-INF";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(14, RoundingMode.HALF_EVEN));
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent < -5 || exponent >= 15) {
      BigDecimal mantissa = stripped.movePointLeft(exponent).stripTrailingZeros();
      String digits = mantissa.toPlainString();
      return (digits.contains(".") ? digits : digits + ".0")
          + "E"
          + (exponent < 0 ? "" : "+")
          + exponent;
    }
    return stripped.toPlainString();
  }

  private double level(int level) throws InvalidException {
    if (level == LEVELS.length) {
      return unary();
    }
    double left = level(level + 1);
    while (true) {
      String operator = operator(LEVELS[level]);
      if (operator.isEmpty()) {
        return left;
      }
      left = apply(operator, left, level(level + 1));
    }
  }

  private String operator(String[] candidates) {
    skipBlanks();
    for (String candidate : candidates) {
      if (text.startsWith(candidate, at) && isWhole(candidate)) {
        at += candidate.length();
        return candidate;
      }
    }
    return "";
  }

  private boolean isWhole(String word) {
    int end = at + word.length();
    boolean letters = Character.isLetter(word.charAt(0));
    return !letters || end == text.length() || !Character.isLetter(text.charAt(end));
  }

  private double unary() throws InvalidException {
    if (++depth > MAX_DEPTH) {
      throw new InvalidException("too deep");
    }
    try {
      skipBlanks();
      if (at == text.length()) {
        throw new InvalidException("missing operand");
      }
      char c = text.charAt(at);
      if (c == '-' || c == '+') {
        at++;
        return c == '-' ? -unary() : unary();
      }
      if (c == '(') {
        return parenthesis();
      }
      return Character.isDigit(c) || c == '.' ? number() : word();
    } finally {
      depth--;
    }
  }

  private double parenthesis() throws InvalidException {
    at++;
    double value = level(0);
    skipBlanks();
    if (at < text.length() && text.charAt(at) == ')') {
      at++;
    }
    return value;
  }

  private double number() throws InvalidException {
    int start = at;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new InvalidException("no number");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private double word() throws InvalidException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "pi" -> Math.PI;
      case "e" -> Math.E;
      case "not" -> unary() == 0 ? 1 : 0;
      case "abs" -> Math.abs(unary());
      case "ceil" -> Math.ceil(unary());
      case "floor" -> Math.floor(unary());
      case "trunc" -> (double) (long) unary();
      case "sqrt" -> Math.sqrt(unary());
      case "exp" -> StrictMath.exp(unary());
      case "ln" -> StrictMath.log(unary());
      case "sin" -> StrictMath.sin(unary());
      case "cos" -> StrictMath.cos(unary());
      case "tan" -> StrictMath.tan(unary());
      case "asin" -> StrictMath.asin(unary());
      case "acos" -> StrictMath.acos(unary());
      case "atan" -> StrictMath.atan(unary());
      default -> throw new InvalidException("unrecognized word");
    };
  }

  private static double apply(String operator, double a, double b) throws InvalidException {
    return switch (operator) {
      case "or" -> a != 0 || b != 0 ? 1 : 0;
      case "and" -> a != 0 && b != 0 ? 1 : 0;
      case "=" -> a == b ? 1 : 0;
      case "<>", "!=" -> a != b ? 1 : 0;
      case "<=" -> a <= b ? 1 : 0;
      case ">=" -> a >= b ? 1 : 0;
      case "<" -> a < b ? 1 : 0;
      case ">" -> a > b ? 1 : 0;
      case "round" -> round(a, b);
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/", "div" -> a / nonZero(b);
      case "mod" -> (double) ((long) a % (long) nonZero((double) (long) b));
      case "fmod" -> a % nonZero(b);
      case "^" -> StrictMath.pow(a, b);
      default -> a * StrictMath.pow(10, b);
    };
  }

  private static double nonZero(double divisor) throws InvalidException {
    if (divisor == 0) {
      throw new InvalidException("division by zero");
    }
    return divisor;
  }

  private static double round(double value, double digits) {
    if (Double.isNaN(value) || Double.isInfinite(value) || Math.abs(digits) > 30) {
      return value;
    }
    // The shortest decimal that is this double: 2.675 rounds as it reads.
    return BigDecimal.valueOf(value).setScale((int) digits, RoundingMode.HALF_UP).doubleValue();
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
