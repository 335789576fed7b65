package org.wikimill.get;

import static org.wikimill.get.GetException.Reason.NOTHING_MATCHES;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The archives that Kiwix publishes.
 *
 * <p>They are found in its catalogue, which has the newest of each; if that cannot be read or knows
 * none of the kind, in the listing of the folder of the project, which has older ones as well.
 *
 * @param catalog the URL of the catalogue, {@code .../catalog/v2/}
 * @param publisher whose base has the folder {@code zim/}
 */
public record Kiwix(URI catalog, Publisher publisher, DownloadListener listener) {
  /** The newest date. */
  public static final String LATEST = "latest";

  private static final int PAGE_ENTRIES = 500;
  private static final int MAX_PAGES = 40;

  /** All archives of a project in a language, by name. */
  public List<ZimEdition> editions(String project, String language) throws IOException {
    List<ZimEdition> found = new ArrayList<>();
    try {
      found.addAll(inCatalog(project, language));
    } catch (GetException | MalformedInputException e) {
      listener.note("the catalogue cannot be read: " + e.getMessage() + "; reading the listing");
    }
    return found.isEmpty() ? inListing(project, language) : sorted(found);
  }

  /**
   * One archive.
   *
   * @param flavour {@code maxi}, {@code nopic}, {@code mini}; empty for those without
   * @param date or {@link #LATEST}
   * @throws GetException if there is none
   */
  public ZimEdition edition(
      String project, String language, String edition, String flavour, String date)
      throws IOException {
    boolean latest = date.equals(LATEST);
    List<ZimEdition> all = latest ? editions(project, language) : inListing(project, language);
    Optional<ZimEdition> chosen =
        all.stream()
            .filter(zim -> zim.name().edition().equals(edition))
            .filter(zim -> zim.name().flavour().equals(flavour))
            .filter(zim -> latest || zim.name().date().equals(date))
            .max(Comparator.comparing(zim -> zim.name().date()));
    return chosen.orElseThrow(
        () ->
            new GetException(
                NOTHING_MATCHES,
                "no archive "
                    + String.join("_", project, language, edition)
                    + (flavour.isEmpty() ? "" : "_" + flavour)
                    + " of date "
                    + date
                    + " is published; there are:"
                    + names(all)));
  }

  private static String names(List<ZimEdition> editions) {
    StringBuilder names = new StringBuilder();
    editions.forEach(zim -> names.append("\n  ").append(zim.file()));
    return names.isEmpty() ? " none of this project and language" : names.toString();
  }

  private List<ZimEdition> inCatalog(String project, String language) throws IOException {
    List<ZimEdition> found = new ArrayList<>();
    for (int page = 0; page < MAX_PAGES; page++) {
      URI uri =
          catalog.resolve(
              "entries?category="
                  + Listing.encode(project)
                  + languageFilter(language)
                  + "&start="
                  + page * PAGE_ENTRIES
                  + "&count="
                  + PAGE_ENTRIES);
      Optional<byte[]> bytes = publisher.http().read(uri);
      if (bytes.isEmpty()) {
        throw new GetException(NOTHING_MATCHES, uri + " is not there");
      }
      Opds feed = Opds.read(bytes.get(), uri);
      feed.editions().stream().filter(zim -> is(zim, project, language)).forEach(found::add);
      if (feed.entries() < PAGE_ENTRIES) {
        break;
      }
    }
    return found;
  }

  /** The catalogue knows languages by three letters; those that have none are looked for in all. */
  private static String languageFilter(String language) {
    try {
      String letters = Locale.forLanguageTag(language).getISO3Language();
      return letters.isEmpty() ? "" : "&lang=" + letters;
    } catch (MissingResourceException e) {
      return "";
    }
  }

  private List<ZimEdition> inListing(String project, String language) throws IOException {
    URI folder = publisher.base().resolve("zim/" + Listing.encode(project) + "/");
    byte[] html =
        publisher
            .http()
            .read(folder)
            .orElseThrow(() -> new GetException(NOTHING_MATCHES, folder + " is not there"));
    return sorted(
        Listing.names(html).stream()
            .filter(name -> ZimName.parse(name).isPresent())
            .map(name -> new ZimEdition(name, folder.resolve(name), OptionalLong.empty()))
            .filter(zim -> is(zim, project, language))
            .toList());
  }

  private static boolean is(ZimEdition zim, String project, String language) {
    return zim.name().project().equals(project) && zim.name().language().equals(language);
  }

  private static List<ZimEdition> sorted(List<ZimEdition> editions) {
    return editions.stream().sorted(Comparator.comparing(ZimEdition::file)).toList();
  }
}
