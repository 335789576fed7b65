package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.DumpPage.Content;
import org.wikimill.formats.dumps.XmlElements.Texts;
import org.wikimill.formats.dumps.XmlElements.UnexpectedEndException;
import org.wikimill.formats.dumps.XmlScanner.Kind;

/**
 * Reads the pages of a range of an XML dump, each in its newest revision: the one of the latest
 * timestamp, of several the one of the highest number.
 *
 * <p>A dump that ends before {@code </mediawiki>}, or before its compression does, is cut: the
 * cursors whose ranges reach there say so after the last whole page.
 */
public final class XmlPageCursor implements PageCursor {
  private final String file;
  private final XmlScanner scanner;
  private final XmlElements elements;
  private final RevisionReader revisions;
  private final Titles titles;

  private long id;
  private Optional<Integer> namespace;
  private String title = "";
  private Optional<String> redirect;
  private XmlRevision newest;
  private long revisionCount;

  private boolean closed;
  private boolean done;
  private long pageCount;
  private long lastPlace = -1;

  XmlPageCursor(XmlPieces pieces, String file, SiteInfo site, Texts texts) {
    this.file = file;
    this.scanner = new XmlScanner(pieces, file);
    this.elements = new XmlElements(scanner, file, texts);
    this.revisions = new RevisionReader(scanner, elements, file);
    this.titles = new Titles(site);
  }

  @Override
  public boolean next() throws IOException {
    while (!done) {
      Kind kind = scanner.next();
      if (kind == Kind.END) {
        done = true;
        if (scanner.endedEarly() || scanner.sawMarkup() && !closed) {
          throw cut();
        }
      } else if (!scanner.inRange()) {
        done = true;
      } else if (kind == Kind.OPEN && scanner.tag().equals("page")) {
        readPage();
        return true;
      } else {
        closed = kind == Kind.CLOSE && scanner.tag().equals("mediawiki");
      }
    }
    return false;
  }

  @Override
  public DumpPage page() throws IOException {
    return new DumpPage(
        id, namespace(), title, redirect, newest.id(), newest.timestamp(), content());
  }

  /** The wiki's number for the page. */
  public long id() {
    return id;
  }

  /** The number of its namespace; by its title where old exports name none. */
  public int namespace() {
    return namespace.orElseGet(() -> titles.namespace(title));
  }

  /** The title as {@link DumpPage#title} has it. */
  public String title() {
    return title;
  }

  /** The title that the page leads to. */
  public Optional<String> redirect() {
    return redirect;
  }

  /** The newest revision of the page. */
  public XmlRevision revision() {
    return newest;
  }

  /** How many revisions of the page the dump has. */
  public long revisionCount() {
    return revisionCount;
  }

  /**
   * The byte of the file in which the page starts: of a file without compression that of its tag,
   * of bzip2 that of its block, otherwise the one up to which the file has been read.
   */
  public long place() {
    return lastPlace;
  }

  @Override
  public void close() throws IOException {
    scanner.close();
  }

  private Content content() throws IOException {
    XmlSlot main = newest.main();
    return main.missing().isPresent()
        ? new DumpPage.Missing(main.missing().get())
        : new DumpPage.Text(main.model(), main.text());
  }

  private void readPage() throws IOException {
    long place = scanner.place();
    long lastId = id;
    String lastTitle = title;
    id = 0;
    title = "";
    namespace = Optional.empty();
    redirect = Optional.empty();
    newest = null;
    revisionCount = 0;
    closed = false;
    try {
      elements.children("page", this::readPart);
    } catch (UnexpectedEndException e) {
      done = true;
      id = lastId;
      title = lastTitle;
      throw cut();
    }
    if (id <= 0 || title.isEmpty() || newest == null) {
      throw new MalformedInputException(
          "page is not whole", file, place, "a title, an id, a revision", title + " (" + id + ")");
    }
    lastPlace = place;
    pageCount++;
  }

  private void readPart(Kind kind) throws IOException {
    switch (scanner.tag()) {
      case "title" -> title = elements.text(kind);
      case "ns" -> namespace = Optional.of(elements.namespace(elements.text(kind)));
      case "id" -> id = elements.number(kind);
      case "redirect" -> {
        redirect = scanner.attribute("title");
        elements.skip(kind);
      }
      case "revision" -> keepNewest(revisions.read());
      default -> elements.skip(kind);
    }
  }

  private void keepNewest(XmlRevision revision) {
    revisionCount++;
    if (newest == null || isNewer(revision, newest)) {
      newest = revision;
    }
  }

  private static boolean isNewer(XmlRevision one, XmlRevision other) {
    int order =
        Arrays.compareUnsigned(
            one.timestamp().getBytes(US_ASCII), other.timestamp().getBytes(US_ASCII));
    return order > 0 || order == 0 && one.id() > other.id();
  }

  private MalformedInputException cut() {
    String last =
        pageCount == 0
            ? "its end, before a whole page of this range"
            : "its end, after page " + title + " (" + id + ") at byte " + lastPlace;
    return new MalformedInputException("dump is cut", file, scanner.place(), "</mediawiki>", last);
  }
}
