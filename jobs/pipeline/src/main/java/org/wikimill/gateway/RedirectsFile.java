package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.site.RedirectRule;

/**
 * The file {@code _redirects} of a site: what is shown in place of paths that the site does not
 * have.
 *
 * <p>Where the specification leaves room, this does as gateways in the field: {@code from} is held
 * against the decoded path, with or without a slash at the end; an asterisk stands for one segment
 * or more, and for itself where it is not a segment of its own.
 *
 * @param rules in their order
 * @see <a href="https://specs.ipfs.tech/http-gateways/web-redirects-file/">Web _redirects File</a>
 */
record RedirectsFile(List<Rule> rules) {
  static final String NAME = "_redirects";

  /** Of what a rule leads to: some bytes of it may repeat long segments of a path often. */
  private static final int MAX_URL_CHARACTERS = 8 << 10;

  /** Characters of a line in a message. */
  private static final int MAX_SHOWN = 200;

  private static final Set<String> STATUSES =
      Set.of("200", "301", "302", "303", "307", "308", "404", "410", "451");

  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern NO_URL = Pattern.compile("[\\x00-\\x1f\\x7f]|%(?![0-9A-Fa-f]{2})");
  private static final Pattern TARGET = Pattern.compile("/.*|(https?|ipfs|ipns):.*");

  RedirectsFile {
    rules = List.copyOf(rules);
  }

  /**
   * A line.
   *
   * @param from the segments of the path that is asked for; those that begin with a colon stand for
   *     any
   * @param isSplat whether more segments follow
   * @param to a path of the site, or a URL; what stands for segments is still in it
   */
  record Rule(List<String> from, boolean isSplat, String to, int status) {

    /** What the path leads to; empty if the rule is of other paths. */
    private Optional<Match> match(List<String> path) throws MalformedInputException {
      if (isSplat ? path.size() <= from.size() : path.size() != from.size()) {
        return Optional.empty();
      }
      for (int i = 0; i < from.size(); i++) {
        if (!from.get(i).startsWith(":") && !from.get(i).equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(new Match(expanded(path), status));
    }

    private String expanded(List<String> path) throws MalformedInputException {
      StringBuilder expanded = new StringBuilder();
      for (int i = 0; i < to.length(); ) {
        if (expanded.length() > MAX_URL_CHARACTERS) {
          throw malformed(
              "a rule leads to too long a URL", -1, "at most " + MAX_URL_CHARACTERS, to);
        }
        String name = to.charAt(i) == ':' ? placeholder(i) : "";
        if (name.isEmpty()) {
          expanded.append(to.charAt(i++));
        } else {
          expanded.append(value(name, path));
          i += name.length();
        }
      }
      return expanded.toString();
    }

    /** The longest placeholder that stands there, with its colon; empty if there is none. */
    private String placeholder(int position) {
      String longest = to.startsWith(":splat", position) ? ":splat" : "";
      for (String name : from) {
        boolean isName = name.length() > 1 && name.startsWith(":");
        if (isName && name.length() > longest.length() && to.startsWith(name, position)) {
          longest = name;
        }
      }
      return longest;
    }

    /** The segments that a placeholder stands for, encoded. */
    private String value(String placeholder, List<String> path) {
      int named = from.lastIndexOf(placeholder);
      if (named >= 0) {
        return encoded(path.get(named));
      }
      List<String> rest = isSplat ? path.subList(from.size(), path.size()) : List.of();
      return String.join("/", rest.stream().map(Rule::encoded).toList());
    }

    private static String encoded(String segment) {
      return Percent.encode(segment.getBytes(UTF_8));
    }
  }

  /**
   * What a path leads to.
   *
   * @param to a path of the site, or a URL
   */
  record Match(String to, int status) {}

  /**
   * Reads the file.
   *
   * @throws MalformedInputException if it is too long, no UTF-8, or has a line that is no rule
   */
  static RedirectsFile parse(byte[] file) throws MalformedInputException {
    if (file.length > RedirectRule.MAX_FILE_BYTES) {
      throw tooLong(file.length);
    }
    List<Rule> rules = new ArrayList<>();
    int end;
    for (int start = 0; start < file.length; start = end + 1) {
      end = start;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      String line = SPACE.matcher(text(file, start, end)).replaceAll(" ").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        rules.add(rule(line, start));
      }
    }
    return new RedirectsFile(rules);
  }

  /** The exception about a file of that length. */
  static MalformedInputException tooLong(long lengthBytes) {
    int limit = RedirectRule.MAX_FILE_BYTES;
    return new MalformedInputException(
        "redirects file size cannot exceed " + limit + " bytes",
        NAME,
        -1,
        "at most " + limit,
        lengthBytes + "");
  }

  /**
   * What the first rule says that is of the path.
   *
   * @param path its segments, decoded
   * @throws MalformedInputException if that is longer than any URL should be
   */
  Optional<Match> match(List<String> path) throws MalformedInputException {
    for (Rule rule : rules) {
      Optional<Match> match = rule.match(path);
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private static Rule rule(String line, int at) throws MalformedInputException {
    String[] words = line.split(" ", -1);
    if (words.length != 2 && words.length != 3) {
      throw malformed("a line is no rule", at, "from to [status]", line);
    }
    if (NO_URL.matcher(line).find()) {
      throw malformed("a rule is of no URL", at, "no controls, and hexadecimal after %", line);
    }
    if (!TARGET.matcher(words[1]).matches()) {
      throw malformed(
          "a rule leads to no path", at, "a slash, or http, https, ipfs, ipns", words[1]);
    }
    String status = words.length == 3 ? words[2] : "301";
    if (!STATUSES.contains(status)) {
      throw malformed(
          "a rule has no status", at, "200, 301, 302, 303, 307, 308, 404, 410 or 451", status);
    }
    return rule(words[0], words[1], Integer.parseInt(status), at);
  }

  private static Rule rule(String from, String to, int status, int at)
      throws MalformedInputException {
    int asterisk = from.indexOf('*');
    if (!from.startsWith("/") || (asterisk >= 0 && asterisk < from.length() - 1)) {
      throw malformed(
          "a rule is of no path", at, "a slash, and an asterisk at the end alone", from);
    }
    boolean isSplat = from.endsWith("/*");
    boolean isCut = isSplat || from.endsWith("/");
    String path = isCut ? from.substring(0, from.lastIndexOf('/')) : from;
    List<String> segments = path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
    return new Rule(segments, isSplat, to, status);
  }

  private static String text(byte[] file, int start, int end) throws MalformedInputException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(file, start, end - start)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("a line is no text", start, "UTF-8", "other bytes");
    }
  }

  private static MalformedInputException malformed(
      String reason, int at, String expected, String found) {
    String shown = found.length() > MAX_SHOWN ? found.substring(0, MAX_SHOWN) + "..." : found;
    return new MalformedInputException(reason, NAME, at, expected, shown);
  }
}
