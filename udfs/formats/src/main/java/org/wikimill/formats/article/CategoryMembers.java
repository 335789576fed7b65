package org.wikimill.formats.article;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.wikimill.formats.site.SitePage;
import org.wikimill.formats.site.Urls;

/**
 * A part of the members of a category, as pages list them: the first part on the category's own
 * page, each further one on a page of its own at {@code categories/HASH/NUMBER.html}.
 *
 * @param category its canonical title
 * @param number of the part, from 1 on
 * @param members subcategories, then pages, then files, each in the order of their sort keys
 * @param more whether another part follows
 */
public record CategoryMembers(String category, int number, List<Member> members, boolean more) {
  /** The most members of a part: a page of some 60 KB. */
  public static final int PART = 500;

  private static final int HASH_BYTES = 8;

  /** Of what is said in English on a page of any language. */
  private static final String ENGLISH = " lang=\"en\" dir=\"ltr\"";

  /** What a member is: the order of the lists. */
  public enum Type {
    SUBCATEGORY("Subcategories"),
    PAGE("Pages in this category"),
    FILE("Files in this category");

    private final String heading;

    Type(String heading) {
      this.heading = heading;
    }

    /** What members of a namespace are listed as. */
    public static Type of(int namespace) {
      return switch (namespace) {
        case 14 -> SUBCATEGORY;
        case 6 -> FILE;
        default -> PAGE;
      };
    }
  }

  /** A page in a category, by its canonical title. */
  public record Member(Type type, String title) {}

  public CategoryMembers {
    members = List.copyOf(members);
  }

  /** The members of a category that has none. */
  public static CategoryMembers none(String category) {
    return new CategoryMembers(category, 1, List.of(), false);
  }

  /** Where the part stands, by the category's name, from the root of its site. */
  public byte[] place() {
    return place(number);
  }

  private byte[] place(int part) {
    if (part == 1) {
      return ArticleLinks.place(category);
    }
    byte[] hash = sha256(category.getBytes(UTF_8));
    String name = HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    return ("categories/" + name + "/" + part + ".html").getBytes(US_ASCII);
  }

  /** A part after the first, as a page of the site, which is yet to be rewritten as others. */
  public SitePage page() {
    StringBuilder main = new StringBuilder();
    write(main);
    String heading = category + " (" + number + ")";
    return new SitePage(place(), heading, "en", main.toString());
  }

  /** Writes the lists, with links to the parts before and after. */
  void write(StringBuilder html) {
    HtmlText out = new HtmlText(html);
    out.raw("<div class=\"wikimill-members\">\n");
    neighbours(out, "Members of the category");
    Type open = null;
    for (Member member : members) {
      if (member.type() != open) {
        out.raw(open == null ? "" : "</ul>\n");
        open = member.type();
        out.raw("<h2" + ENGLISH + ">" + open.heading + "</h2>\n<ul class=\"titles\">\n");
      }
      out.raw("<li>").open("a").attribute("href", url(ArticleLinks.place(member.title()))).end();
      out.raw("<bdi>").text(shown(member)).raw("</bdi></a></li>\n");
    }
    out.raw(open == null ? "" : "</ul>\n");
    neighbours(out, "Further members");
    out.raw("</div>\n");
  }

  private void neighbours(HtmlText out, String label) {
    if (number == 1 && !more) {
      return;
    }
    out.raw("<nav aria-label=\"" + label + "\"" + ENGLISH + ">\n<ul>\n");
    if (number > 2) {
      neighbour(out, "first", 1, "Category");
    }
    if (number > 1) {
      neighbour(out, "prev", number - 1, "Previous members");
    }
    if (more) {
      neighbour(out, "next", number + 1, "More members");
    }
    out.raw("</ul>\n</nav>\n");
  }

  private void neighbour(HtmlText out, String relation, int part, String text) {
    out.raw("<li>").open("a").attribute("rel", relation).attribute("href", url(place(part))).end();
    out.raw(text + "</a></li>\n");
  }

  /**
   * Links to pages that stand elsewhere than their names say are respelled with those of others.
   */
  private String url(byte[] target) {
    return Urls.relative(place(), target);
  }

  /** Subcategories without the namespace, which their heading tells. */
  private static String shown(Member member) {
    String title = member.title();
    return member.type() == Type.SUBCATEGORY ? title.substring(title.indexOf(':') + 1) : title;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
