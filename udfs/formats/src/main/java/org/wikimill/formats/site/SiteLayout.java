package org.wikimill.formats.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The layout {@code site}: a web site, its articles at {@code wiki/TITLE}, for any gateway.
 *
 * <p>Bytes of pages are not needed to tell places, and pages whose place is not altered need no
 * other links than the archive gave them:
 *
 * <ul>
 *   <li>Archives of the old scheme keep articles in {@code A}, which becomes {@code wiki}; the
 *       other namespaces stay beside it, since articles link {@code ../I/m/x.png}, {@code
 *       ../-/s/style.css} (all mwoffliner archives up to 1.14: 2015 to 2025).
 *   <li>Archives of the new scheme keep everything in {@code C}, all of which comes into {@code
 *       wiki}: articles link each other and {@code _assets_/x}, {@code _mw_/x}, {@code images/x} as
 *       siblings (mwoffliner from 1.15 on, devdocs), pages of web captures other hosts as {@code
 *       ../example.org/x} (zimit).
 * </ul>
 *
 * <p>Then, segment by segment, after the rules of {@link Places#wanted}:
 *
 * <ul>
 *   <li>HTML whose name ends in an extension of another type is stored as {@code NAME/index.html}:
 *       see {@link Extensions}.
 *   <li>A directory that asks to be named {@code index.html} becomes {@code index%2Ehtml}: gateways
 *       serve that name as the page of the directory above.
 *   <li>A segment above {@value Places#MAX_NAME_BYTES} bytes is shortened: see {@link
 *       Places#shortened}.
 * </ul>
 *
 * @param scheme how the archive uses namespaces
 */
public record SiteLayout(Scheme scheme) implements Layout {
  /** The page that leads to the landing page. */
  public static final byte[] FRONT = ascii("index.html");

  /** The directory of the articles, with its slash. */
  public static final byte[] WIKI = ascii("wiki/");

  /** The landing page. No directory has this place, and no entry but the main page. */
  public static final byte[] LANDING = ascii("wiki/index.html");

  /** The icon that browsers ask for. */
  public static final byte[] ICON = ascii("favicon.ico");

  /** The rules that gateways read which redirect requests. */
  public static final byte[] REDIRECTS = ascii("_redirects");

  private static final byte[] INDEX = ascii("index.html");
  private static final byte[] INDEX_DIRECTORY = ascii("index%2Ehtml");

  /** How an archive uses namespaces. */
  public enum Scheme {
    /** Articles in A, other content in I, J, - and others. */
    OLD,
    /** All content in C; names of entries do not state it. */
    NEW
  }

  /** {@code A/x} or, in the new scheme, {@code x} as {@code wiki/x}; all else as it is. */
  @Override
  public byte[] framed(byte[] name) {
    boolean article = name.length >= 2 && name[0] == 'A' && name[1] == '/';
    return switch (scheme) {
      case NEW -> inWiki(name, 0);
      case OLD -> article ? inWiki(name, 2) : name;
    };
  }

  @Override
  public byte[] wanted(byte[] name, Optional<String> mime) {
    byte[] place = addressed(framed(name));
    boolean html = mime.isPresent() && isHtml(mime.get());
    return html && Extensions.tellAnotherTypeThanHtml(Places.name(place))
        ? Places.indexOf(place)
        : place;
  }

  /**
   * The place that a link asks a gateway for: what stands there is served, and {@code
   * PLACE/index.html} is, which gateways redirect to.
   *
   * @param target the framed name that the link leads to; of a directory, with its slash
   */
  public byte[] addressed(byte[] target) {
    boolean toDirectory = target.length == 0 || target[target.length - 1] == '/';
    if (!toDirectory && !mayAlter(target)) {
      return target;
    }
    byte[] place = Places.wanted(target);
    ByteArrayOutputStream out = new ByteArrayOutputStream(place.length + 16);
    int start = 0;
    for (int end = Places.nextSlash(place, 0);
        end < place.length;
        end = Places.nextSlash(place, start)) {
      byte[] directory = Arrays.copyOfRange(place, start, end);
      out.writeBytes(
          Arrays.equals(directory, INDEX) ? INDEX_DIRECTORY : Places.shortened(directory));
      out.write('/');
      start = end + 1;
    }
    out.writeBytes(Places.shortened(Arrays.copyOfRange(place, start, place.length)));
    return out.toByteArray();
  }

  /**
   * Whether a rule may alter the place of an entry by its framed name alone. A quick look, for the
   * links of pages: it may be wrong, but only in saying yes.
   */
  static boolean mayAlter(byte[] framed) {
    if (framed.length > Places.MAX_NAME_BYTES || Utf8.escapeMalformed(framed) != framed) {
      return true;
    }
    for (int start = 0, end; start < framed.length; start = end + 1) {
      end = Places.nextSlash(framed, start);
      int length = end - start;
      boolean named = length > 2 || length > 0 && framed[start] != '.';
      boolean index =
          end < framed.length && Arrays.equals(framed, start, end, INDEX, 0, INDEX.length);
      boolean namespace = start == 0 && length == 1 && framed[0] == 'A';
      if (!named || index || namespace) {
        return true;
      }
    }
    return false;
  }

  @Override
  public byte[] standIn(byte[] place, int n) {
    return Places.shortStandIn(place, n);
  }

  /** Whether a media type, as an archive states it, is that of HTML pages. */
  public static boolean isHtml(String mime) {
    int parameters = mime.indexOf(';');
    String type = parameters < 0 ? mime : mime.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals("text/html");
  }

  private static byte[] inWiki(byte[] name, int from) {
    byte[] place = Arrays.copyOf(WIKI, WIKI.length + name.length - from);
    System.arraycopy(name, from, place, WIKI.length, name.length - from);
    return place;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
