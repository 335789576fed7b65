package org.wikimill.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sums.SmallFile;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/**
 * A secret that a name server shares with those who may change a zone.
 *
 * <p>It comes from a file, as BIND's {@code tsig-keygen} or Knot's {@code keymgr -t} write it, or
 * from one line {@code ALGORITHM:NAME:SECRET}. Its text tells the name and the algorithm, never the
 * secret. Refuses files without a key or with several, and HMAC-MD5, which is not to be used.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8945">RFC 8945</a>
 */
public final class TsigKey {
  private static final Map<String, Name> ALGORITHMS =
      Map.of(
          "hmac-sha1", TSIG.HMAC_SHA1,
          "hmac-sha224", TSIG.HMAC_SHA224,
          "hmac-sha256", TSIG.HMAC_SHA256,
          "hmac-sha384", TSIG.HMAC_SHA384,
          "hmac-sha512", TSIG.HMAC_SHA512);

  private static final String WORD = "[\"']?([^\\s\"';{}]+)[\"']?";

  private static final Pattern BIND_COMMENT =
      Pattern.compile("(?m)(?:^|(?<=\\s))(?://|#).*$|/\\*(?s:.*?)\\*/");
  private static final Pattern YAML_COMMENT = Pattern.compile("(?m)(?:^|(?<=\\s))#.*$");
  private static final Pattern BIND = Pattern.compile("key\\s+" + WORD + "\\s*\\{([^}]*)\\}\\s*;?");
  private static final Pattern KNOT = Pattern.compile("(?m)^key:\\s*$");
  private static final Pattern LINE =
      Pattern.compile("(hmac-[a-z0-9-]+):([^:\\s]+):([A-Za-z0-9+/]+=*)", Pattern.CASE_INSENSITIVE);

  private final Name name;
  private final String algorithm;
  private final byte[] secret;

  private TsigKey(Name name, String algorithm, byte[] secret) {
    this.name = name;
    this.algorithm = algorithm;
    this.secret = secret;
  }

  /**
   * The key in a file.
   *
   * @throws MalformedInputException if there is none, or more than one, or it cannot be used; the
   *     message holds nothing of the secret
   */
  public static TsigKey read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(new String(SmallFile.read(in, file.toString()), UTF_8), file.toString());
    }
  }

  /** The key in a text; {@code file} is for messages. */
  static TsigKey parse(String text, String file) throws MalformedInputException {
    if (KNOT.matcher(text).find()) {
      String yaml = YAML_COMMENT.matcher(text).replaceAll("");
      List<String> ids = values(yaml, "id");
      return key(ids.isEmpty() ? "" : ids.get(0), yaml, file, ids.size() > 1);
    }
    Matcher bind = BIND.matcher(BIND_COMMENT.matcher(text).replaceAll(" "));
    if (bind.find()) {
      String name = bind.group(1);
      return key(name, bind.group(2), file, bind.find());
    }
    Matcher line = LINE.matcher(text.strip());
    if (line.matches()) {
      return key(line.group(2), line.group(1), line.group(3), file);
    }
    throw malformed(file, "one key, as tsig-keygen or keymgr -t write it", "none");
  }

  private static TsigKey key(String name, String body, String file, boolean isOneOfSeveral)
      throws MalformedInputException {
    List<String> algorithms = values(body, "algorithm");
    List<String> secrets = values(body, "secret");
    if (isOneOfSeveral || algorithms.size() != 1 || secrets.size() != 1) {
      throw malformed(
          file,
          "one key with an algorithm and a secret",
          isOneOfSeveral ? "several" : algorithms.size() + " and " + secrets.size());
    }
    return key(name, algorithms.get(0), secrets.get(0), file);
  }

  private static List<String> values(String text, String field) {
    return Pattern.compile("(?:^|[\\s;{-])" + field + "[:\\s]\\s*" + WORD)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static TsigKey key(String name, String algorithm, String secret, String file)
      throws MalformedInputException {
    String lower = algorithm.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    if (!ALGORITHMS.containsKey(lower)) {
      throw malformed(
          file, "an algorithm of " + ALGORITHMS.keySet().stream().sorted().toList(), lower);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(secret);
      if (bytes.length == 0) {
        throw malformed(file, "a secret", "an empty one");
      }
      return new TsigKey(Name.fromString(name, Name.root), lower, bytes);
    } catch (IllegalArgumentException e) {
      throw malformed(file, "a secret in base64", "other characters");
    } catch (TextParseException e) {
      throw malformed(file, "a domain name as the name of the key", "'" + name + "'");
    }
  }

  private static MalformedInputException malformed(String file, String expected, String found) {
    return new MalformedInputException("not a TSIG key", file, -1, expected, found);
  }

  /** What signs messages. */
  TSIG tsig() {
    return new TSIG(ALGORITHMS.get(algorithm), name, secret);
  }

  /** Name and algorithm. */
  @Override
  public String toString() {
    return name.toString(true) + " (" + algorithm + ")";
  }
}
