package org.wikimill.formats.article;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** The pictures and recordings of a wiki that stand in a build: asked while pages are made. */
@FunctionalInterface
public interface MediaFiles {
  /** Those of a build that has none. */
  MediaFiles NONE = name -> Optional.empty();

  /**
   * A file of a build.
   *
   * @param place where it stands, from the root of its site
   * @param mime its media type
   * @param width in pixels; 0 if unknown
   * @param height in pixels; 0 if unknown
   * @param lengthBytes of the file
   * @param credits whose it is
   */
  record Media(
      String place, String mime, int width, int height, long lengthBytes, Credits credits) {}

  /**
   * What is known of those who made a file, and what they allow. Author, source and description are
   * HTML as wikis have it, which nobody has looked at.
   *
   * @param licence its short name, without markup; empty if unknown
   * @param licenceUrl the text of the licence; empty if unknown
   * @param author empty if unknown
   * @param source where the file comes from; empty if unknown
   * @param description what it shows; empty if unknown
   */
  record Credits(
      String licence, String licenceUrl, String author, String source, String description) {
    /** Nothing is known. */
    public static final Credits UNKNOWN = new Credits("", "", "", "", "");

    public Credits {
      Objects.requireNonNull(licence, "licence");
      Objects.requireNonNull(licenceUrl, "licenceUrl");
      Objects.requireNonNull(author, "author");
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(description, "description");
    }

    /** The same, with what {@code other} says where this says nothing. */
    public Credits or(Credits other) {
      // A licence and its URL belong together.
      boolean own = !licence.isEmpty() || !licenceUrl.isEmpty();
      return new Credits(
          own ? licence : other.licence,
          own ? licenceUrl : other.licenceUrl,
          author.isEmpty() ? other.author : author,
          source.isEmpty() ? other.source : source,
          description.isEmpty() ? other.description : description);
    }
  }

  /**
   * The file of a name.
   *
   * @param fileName without namespace, with spaces: {@code Einstein 1921.jpg}
   */
  Optional<Media> find(String fileName) throws IOException;
}
