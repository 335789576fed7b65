package org.wikimill.formats.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.DirentScanner;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimParts;

/** The HTML pages of the real archives. */
public final class RealPages {
  /** Takes a page. */
  interface Reader {
    void read(String name, byte[] page) throws IOException;
  }

  /** Takes a page with what the archive says of it. */
  public interface EntryReader {
    void read(ZimArchive zim, Dirent.Content entry, byte[] page) throws IOException;
  }

  private RealPages() {}

  /**
   * Reads every page of an archive, each cluster once.
   *
   * @return how many there are
   */
  static int read(Path archive, Reader reader) throws IOException {
    return readEntries(
        archive,
        (zim, entry, page) -> reader.read(archive.getFileName() + ": " + entry.name(), page));
  }

  /** The same, with the entries of the pages. */
  public static int readEntries(Path archive, EntryReader reader) throws IOException {
    try (ZimArchive zim = ZimArchive.open(ZimParts.open(archive))) {
      List<Dirent.Content> pages = pages(zim);
      ClusterReader cluster = null;
      Dirent.Content last = null;
      byte[] page = {};
      for (Dirent.Content entry : pages) {
        if (last == null || last.cluster() != entry.cluster()) {
          close(cluster);
          cluster = zim.openCluster(entry.cluster());
          last = null;
        }
        if (last == null || last.blob() != entry.blob()) {
          cluster.skipTo(entry.blob());
          page = cluster.content().readAllBytes();
        }
        last = entry;
        reader.read(zim, entry, page);
      }
      close(cluster);
      return pages.size();
    }
  }

  private static void close(ClusterReader cluster) throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static List<Dirent.Content> pages(ZimArchive zim) throws IOException {
    List<Dirent.Content> pages = new ArrayList<>();
    DirentScanner dirents = zim.dirents(0, zim.entryCount());
    while (dirents.next()) {
      if (dirents.dirent() instanceof Dirent.Content entry
          && zim.mimeType(entry.mimeType()).startsWith("text/html")) {
        pages.add(entry);
      }
    }
    pages.sort(
        Comparator.comparingInt(Dirent.Content::cluster).thenComparingInt(Dirent.Content::blob));
    return pages;
  }
}
