package org.wikimill.names;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wikimill.formats.ipld.Cid;

/**
 * The link of a domain to content: a TXT record at {@code _dnslink.DOMAIN}.
 *
 * @param domain in ASCII and lower case, without a dot at its end
 * @param path {@code /ipfs/CID} or {@code /ipns/KEY}
 * @see <a href="https://dnslink.org">DNSLink</a>
 */
public record DnsLink(String domain, String path) {
  /** What the value of the record starts with. */
  static final String KEY = "dnslink=";

  private static final String LABEL = "_dnslink.";
  private static final String IPFS = "/ipfs/";
  private static final String IPNS = "/ipns/";

  /** RFC 1035, section 2.3.4, less the dots at both ends that the text form of a name lacks. */
  private static final int MAX_NAME_CHARACTERS = 253;

  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_-]{1,63})+");

  /** A key's hash in any base, or another domain. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126})");

  /**
   * The link of a domain.
   *
   * @param domain in any script and case; a dot may stand at its end
   * @param path {@code /ipfs/CID} or {@code /ipns/KEY}; or a CID alone
   * @throws IllegalArgumentException if the domain is none, or the path leads nowhere
   */
  public static DnsLink of(String domain, String path) {
    return new DnsLink(ascii(domain), canonical(path));
  }

  private static String ascii(String domain) {
    String plain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    String ascii;
    try {
      ascii = IDN.toASCII(plain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + domain + "' is no domain: " + e.getMessage(), e);
    }
    if (ascii.startsWith(LABEL)) {
      throw new IllegalArgumentException(
          "'" + domain + "': " + LABEL + " is put before the domain, leave it out");
    }
    if (!DOMAIN.matcher(ascii).matches() || LABEL.length() + ascii.length() > MAX_NAME_CHARACTERS) {
      throw new IllegalArgumentException("'" + domain + "' is no domain");
    }
    return ascii;
  }

  private static String canonical(String path) {
    if (path.startsWith(IPNS) && NAME.matcher(path.substring(IPNS.length())).matches()) {
      return path;
    }
    String cid = path.startsWith(IPFS) ? path.substring(IPFS.length()) : path;
    if (cid.startsWith("/")) {
      throw new IllegalArgumentException("'" + path + "' is neither /ipfs/CID nor /ipns/KEY");
    }
    return IPFS + Cid.parse(cid);
  }

  /** The owner of the record, with a dot at its end. */
  public String owner() {
    return LABEL + domain + ".";
  }

  /** The value of the record: printable ASCII without quotes, of at most 255 characters. */
  public String value() {
    return KEY + path;
  }

  /** The path in the value of a TXT record; empty if that is no link to content. */
  static Optional<String> path(String value) {
    return Optional.of(value)
        .filter(text -> text.startsWith(KEY + IPFS) || text.startsWith(KEY + IPNS))
        .map(text -> text.substring(KEY.length()));
  }
}
