package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.site.LinkSink;
import org.wikimill.formats.site.Urls;
import org.wikimill.formats.site.Utf8;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.blocks.PageEdits;
import org.wikimill.pipeline.build.ArchivePages;
import org.wikimill.pipeline.explain.Explanation.Content;
import org.wikimill.pipeline.explain.Explanation.PageEdit;
import org.wikimill.pipeline.explain.Explanation.Reading;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.source.SourceInputs;

/** Reads entries of the archive that a build was made of, and tells what was done to them. */
final class ArchiveReader implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ZimArchive archive;
  private final ArchivePages pages;
  private final int limit;

  private ArchiveReader(ZimArchive archive, ArchivePages pages, int limit) {
    this.archive = archive;
    this.pages = pages;
    this.limit = limit;
  }

  /**
   * Opens an archive.
   *
   * @param limit so many edits of a page are told
   */
  static ArchiveReader open(String location, Recipe.Policy policy, int limit) throws IOException {
    PositionedInput input = SourceInputs.open(location, HadoopSettings.NONE);
    try {
      ZimArchive archive = ZimArchive.open(input);
      return new ArchiveReader(archive, ArchivePages.of(archive, policy), limit);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /**
   * Reads the entry behind a file.
   *
   * @param row the file
   * @param name the archive's own name for the entry, as tables have it
   * @param place where the edits take the page to stand in its site
   * @param broken takes a line for each thing that is not as the row says
   */
  Reading read(FileRow row, String name, byte[] place, List<String> broken) throws IOException {
    for (Dirent.Content entry : candidates(name)) {
      Entry found = entry(entry);
      if (Arrays.equals(found.sha256, row.sourceSha256())) {
        return told(row, found, place, broken);
      }
    }
    broken.add(
        TreePath.shown(row.path())
            + ": no entry '"
            + name
            + "' of SHA-256 "
            + HexFormat.of().formatHex(row.sourceSha256())
            + " in "
            + archive.input().name());
    return Reading.none("the archive has no such entry");
  }

  /**
   * An entry and its content.
   *
   * @param page its bytes, if it is a page that is edited
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(PageRow row, long sizeBytes, byte[] sha256, Optional<byte[]> page) {}

  /** Entries that the name may mean: tables leave out a namespace, and escape ill-formed UTF-8. */
  private List<Dirent.Content> candidates(String name) throws IOException {
    List<Dirent.Content> found = new ArrayList<>();
    for (byte[] bytes : List.of(name.getBytes(UTF_8), Urls.decoded(name))) {
      if (archive.newNamespaceScheme()) {
        add((byte) 'C', bytes, found);
      }
      if (bytes.length > 2 && bytes[1] == '/') {
        add(bytes[0], Arrays.copyOfRange(bytes, 2, bytes.length), found);
      }
    }
    return found;
  }

  private void add(byte namespace, byte[] path, List<Dirent.Content> found) throws IOException {
    OptionalInt index = archive.find(namespace, path);
    OptionalInt end = index.isPresent() ? archive.follow(index.getAsInt()) : index;
    if (end.isPresent() && archive.dirent(end.getAsInt()) instanceof Dirent.Content content) {
      found.add(content);
    }
  }

  private Entry entry(Dirent.Content dirent) throws IOException {
    PageRow row = pages.row(dirent);
    MessageDigest sha256 = Digests.sha256();
    try (ClusterReader reader = archive.open(dirent)) {
      boolean edited = pages.edits(row).isPresent() && reader.size() <= PageEdits.MAX_PAGE_BYTES;
      InputStream content = reader.content();
      if (edited) {
        byte[] page = content.readAllBytes();
        return new Entry(row, page.length, sha256.digest(page), Optional.of(page));
      }
      byte[] buffer = new byte[BUFFER_BYTES];
      long size = 0;
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        sha256.update(buffer, 0, n);
        size += n;
      }
      return new Entry(row, size, sha256.digest(), Optional.empty());
    }
  }

  private Reading told(FileRow row, Entry entry, byte[] place, List<String> broken) {
    List<PageEdit> told = new ArrayList<>();
    byte[] published = entry.sha256;
    long count = 0;
    if (entry.page.isPresent()) {
      byte[] page = entry.page.get();
      PageEdits rules = pages.edits(entry.row).orElseThrow();
      HtmlEdits edits = rules.of(entry.row, page, page.length, place, LinkSink.NONE);
      edits.inOrder().stream().limit(limit).map(edit -> told(edit, page)).forEach(told::add);
      count = edits.count();
      published = Digests.sha256().digest(edits.apply(page));
    }
    if (!Arrays.equals(published, row.sha256())) {
      broken.add(
          TreePath.shown(row.path())
              + ": the entry and its edits give SHA-256 "
              + HexFormat.of().formatHex(published)
              + ", not "
              + HexFormat.of().formatHex(row.sha256()));
    }
    return new Reading(
        null,
        Utf8.text(entry.row.name()),
        entry.sizeBytes,
        HexFormat.of().formatHex(entry.sha256),
        entry.page.isPresent() ? Utf8.text(place) : null,
        List.copyOf(told),
        count);
  }

  private static PageEdit told(HtmlEdits.Edit edit, byte[] page) {
    byte[] removed = Arrays.copyOfRange(page, edit.start(), edit.end());
    return new PageEdit(
        edit.start(), removed.length, content(removed), content(edit.bytes()), edit.rule());
  }

  private static Content content(byte[] bytes) {
    return Utf8.escapeMalformed(bytes) == bytes
        ? new Content(new String(bytes, UTF_8), null)
        : new Content(null, HexFormat.of().formatHex(bytes));
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
