package org.wikimill.get;

import static org.wikimill.get.GetException.Reason.NOTHING_MATCHES;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wikimill.formats.sums.DumpStatus;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.SumAlgorithm;
import org.wikimill.formats.sums.SumList;

/**
 * The dumps that Wikimedia publishes.
 *
 * <p>A dump is taken if its {@code dumpstatus.json} says that all that is wanted of it is done. The
 * folder {@code latest} is not used: its files may be of several dates.
 *
 * @param publisher whose base has a folder for each wiki
 */
public record Wikimedia(Publisher publisher, DownloadListener listener) {
  /** The newest date that has all that is wanted. */
  public static final String LATEST = "latest";

  /** Dumps come twice a month and are kept for half a year. */
  private static final int MAX_DATES = 16;

  private static final Pattern DATE = Pattern.compile("[0-9]{8}/");
  private static final Pattern DATE_OF_CONTENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}/");

  /**
   * What is wanted of a dump.
   *
   * @param wiki {@code enwiki}
   * @param date {@code 20260101}, or {@link #LATEST}
   * @param tables {@code page}, {@code categorylinks}
   */
  public record Wanted(
      String wiki, String date, Articles articles, Articles.Parts parts, List<String> tables) {}

  /**
   * The files.
   *
   * @throws GetException if no dump has them all; the message says what the newest lacks
   */
  public List<RemoteFile> files(Wanted wanted) throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    if (wanted.articles == Articles.CONTENT) {
      files.addAll(contentFiles(wanted));
    }
    if (wanted.articles.compareTo(Articles.CONTENT) < 0 || !wanted.tables.isEmpty()) {
      files.addAll(dumpFiles(wanted));
    }
    return files;
  }

  private List<RemoteFile> dumpFiles(Wanted wanted) throws IOException {
    String lacking = "";
    for (String date : dates(wanted.wiki + "/", DATE, wanted.date)) {
      URI folder = publisher.base().resolve(wanted.wiki + "/" + date + "/");
      URI statusUri = folder.resolve(DumpStatus.NAME);
      Optional<byte[]> bytes = publisher.http().read(statusUri);
      if (bytes.isEmpty()) {
        continue;
      }
      DumpStatus status = DumpStatus.read(bytes.get(), statusUri.toString());
      DumpChoice choice = DumpChoice.of(status, wanted, wanted.wiki + "-" + date + "-");
      if (choice.lacking().isEmpty()) {
        return remoteFiles(choice.names(), status, folder, statusUri);
      }
      String line = date + " lacks " + String.join(", ", choice.lacking());
      listener.note(wanted.wiki + " of " + line);
      lacking = lacking.isEmpty() ? ": " + line : lacking;
    }
    throw new GetException(
        NOTHING_MATCHES,
        "no dump of " + wanted.wiki + " (" + wanted.date + ") has all that is wanted" + lacking);
  }

  private List<RemoteFile> remoteFiles(
      List<String> names, DumpStatus status, URI folder, URI statusUri) throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    for (String name : names) {
      Optional<ExpectedSum> sum = status.sum(name, statusUri.toString());
      URI url = folder.resolve(name);
      files.add(sum.isPresent() ? publisher.file(url, name, sum.get()) : publisher.file(url));
    }
    return files;
  }

  /** Those of the newest export whose sums are there: they come when all else has. */
  private List<RemoteFile> contentFiles(Wanted wanted) throws IOException {
    String place = "other/mediawiki_content_current/" + wanted.wiki + "/";
    String date =
        wanted.date.equals(LATEST)
            ? LATEST
            : wanted.date.replaceFirst("^([0-9]{4})([0-9]{2})([0-9]{2})$", "$1-$2-$3");
    for (String day : dates(place, DATE_OF_CONTENT, date)) {
      URI sumsUri = publisher.base().resolve(place + day + "/xml/bzip2/SHA256SUMS");
      Optional<byte[]> bytes = publisher.http().read(sumsUri);
      if (bytes.isPresent()) {
        Map<String, ExpectedSum> sums =
            SumList.text(bytes.get(), sumsUri.toString(), SumAlgorithm.SHA256, Optional.empty());
        return contentFiles(new TreeMap<>(sums), sumsUri);
      }
      listener.note("the content files of " + wanted.wiki + " of " + day + " are not complete");
    }
    throw new GetException(
        NOTHING_MATCHES, "no complete content files of " + wanted.wiki + " (" + wanted.date + ")");
  }

  private List<RemoteFile> contentFiles(Map<String, ExpectedSum> sums, URI sumsUri)
      throws GetException {
    List<RemoteFile> files = new ArrayList<>();
    sums.keySet().removeIf(name -> !name.endsWith(".bz2"));
    for (Map.Entry<String, ExpectedSum> entry : sums.entrySet()) {
      if (!Addresses.isSafeName(entry.getKey())) {
        throw new GetException(
            NOTHING_MATCHES, sumsUri + " names a file '" + entry.getKey() + "': refused");
      }
      URI url = sumsUri.resolve("./" + Listing.encode(entry.getKey()));
      files.add(publisher.file(url, entry.getKey(), entry.getValue()));
    }
    return files;
  }

  /** The dates of a folder's folders, the newest first; or the one that is wanted. */
  private List<String> dates(String place, Pattern pattern, String date) throws IOException {
    if (!date.equals(LATEST)) {
      return List.of(date);
    }
    URI folder = publisher.base().resolve(place);
    byte[] html =
        publisher
            .http()
            .read(folder)
            .orElseThrow(() -> new GetException(NOTHING_MATCHES, folder + " is not there"));
    List<String> dates = new ArrayList<>();
    for (String name : Listing.names(html)) {
      if (pattern.matcher(name).matches()) {
        dates.add(name.substring(0, name.length() - 1));
      }
    }
    Collections.sort(dates, Collections.reverseOrder());
    return dates.subList(0, Math.min(MAX_DATES, dates.size()));
  }
}
