package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wikimill.formats.zim.WriterEntry.Listing.FRONT_ARTICLE;
import static org.wikimill.formats.zim.WriterEntry.Listing.NONE;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes small ZIM archives: version 6.1, new namespace scheme, zstd clusters for text and plain
 * ones for what is compressed already, title listings, counter, MD5.
 *
 * <p>The same entries give the same bytes, in whatever order they were added: nothing depends on a
 * clock or on chance, and the UUID follows from the content. The archive is put together in memory,
 * contents are not copied, and a cluster cannot exceed 2 GiB. Full-text indexes are not made.
 */
public final class ZimWriter {
  /** The content that libzim, too, gathers in one cluster, in bytes. */
  public static final int DEFAULT_CLUSTER_BYTES = 2 << 20;

  /** The longest path with its title in bytes, as in libzim. */
  static final int MAX_PATH_AND_TITLE_BYTES = 0xFFFF;

  private static final String TEXT = "text/plain;charset=utf-8";
  private static final String LISTING_MIME_TYPE = "application/octet-stream+zimlisting";
  private static final byte[] COUNTER = WriterEntry.key('M', "Counter");
  private static final byte[] MAIN_PAGE = WriterEntry.key('W', "mainPage");
  private static final byte[] TITLES_OF_ALL = WriterEntry.key('X', "listing/titleOrdered/v0");
  private static final byte[] TITLES_OF_ARTICLES = WriterEntry.key('X', "listing/titleOrdered/v1");

  private final SortedMap<byte[], WriterEntry> entries = new TreeMap<>(Arrays::compareUnsigned);
  private final int clusterBytes;

  /** A writer of clusters of {@link #DEFAULT_CLUSTER_BYTES}. */
  public ZimWriter() {
    this(DEFAULT_CLUSTER_BYTES);
  }

  /**
   * @param clusterBytes the content after which a cluster is closed; a longer item makes a longer
   *     cluster
   */
  public ZimWriter(int clusterBytes) {
    if (clusterBytes < 1) {
      throw new IllegalArgumentException("cluster of " + clusterBytes + " bytes");
    }
    this.clusterBytes = clusterBytes;
  }

  /** Adds an article: an item that readers list by title and choose at random. */
  public ZimWriter article(String path, String title, String mimeType, byte[] content) {
    return add(content('C', path, title, FRONT_ARTICLE, mimeType, content));
  }

  /** Adds an item that belongs to articles, such as a style sheet or an image. */
  public ZimWriter resource(String path, String mimeType, byte[] content) {
    return add(content('C', path, "", NONE, mimeType, content));
  }

  /**
   * Adds a redirect to another item, or to another redirect, present when writing. Its title is
   * listed like those of articles.
   */
  public ZimWriter redirect(String path, String title, String targetPath) {
    byte[] target = WriterEntry.key('C', targetPath);
    return add(WriterEntry.redirect(WriterEntry.key('C', path), title, FRONT_ARTICLE, target));
  }

  /** Adds metadata in text, such as Title or Language. Counter is made by the writer. */
  public ZimWriter metadata(String name, String value) {
    return metadata(name, TEXT, value.getBytes(UTF_8));
  }

  /** Adds metadata of any type, such as {@code Illustration_48x48@1}. */
  public ZimWriter metadata(String name, String mimeType, byte[] value) {
    return add(content('M', name, "", NONE, mimeType, value));
  }

  /** Names the page to show first, present when writing. */
  public ZimWriter mainPage(String path) {
    return add(WriterEntry.redirect(MAIN_PAGE, "", NONE, WriterEntry.key('C', path)));
  }

  /**
   * Writes the archive. The writer remains as it is and can write again.
   *
   * @throws IllegalStateException if a redirect leads to no entry
   */
  public void writeTo(OutputStream output) throws IOException {
    SortedMap<byte[], WriterEntry> all = new TreeMap<>(entries);
    put(all, content('M', "Counter", "", NONE, TEXT, counter()));
    put(all, listing(TITLES_OF_ALL));
    put(all, listing(TITLES_OF_ARTICLES));
    int index = 0;
    for (WriterEntry entry : all.values()) {
      entry.index = index++;
      if (entry.isRedirect() && !all.containsKey(entry.target)) {
        throw new IllegalStateException(entry.name() + " leads to no entry");
      }
    }
    all.get(TITLES_OF_ALL).content = TitleListing.ofAll(all.values());
    all.get(TITLES_OF_ARTICLES).content = TitleListing.ofArticles(all.values());
    new ZimAssembly(all, clusterBytes, TITLES_OF_ALL, MAIN_PAGE).writeTo(output);
  }

  private static WriterEntry content(
      char namespace,
      String path,
      String title,
      WriterEntry.Listing listing,
      String mimeType,
      byte[] content) {
    if (mimeType.isEmpty() || mimeType.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("MIME type '" + mimeType + "' of " + path);
    }
    byte[] key = WriterEntry.key(namespace, path);
    return WriterEntry.content(key, title, listing, mimeType, content);
  }

  private static WriterEntry listing(byte[] key) {
    return WriterEntry.content(key, "", NONE, LISTING_MIME_TYPE, new byte[0]);
  }

  private ZimWriter add(WriterEntry entry) {
    if (Arrays.equals(entry.key, COUNTER)) {
      throw new IllegalArgumentException(entry.name() + " is made by the writer");
    }
    put(entries, entry);
    return this;
  }

  private static void put(SortedMap<byte[], WriterEntry> entries, WriterEntry entry) {
    int length = entry.key.length - 1 + entry.title.length;
    if (entry.key.length == 1 || length > MAX_PATH_AND_TITLE_BYTES) {
      throw new IllegalArgumentException("path and title of " + length + " bytes");
    }
    if (contains(entry.key, (byte) 0) || contains(entry.title, (byte) 0)) {
      throw new IllegalArgumentException("NUL in path or title of " + entry.name());
    }
    if (entries.putIfAbsent(entry.key, entry) != null) {
      throw new IllegalArgumentException(entry.name() + " was added twice");
    }
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  /** The value of M/Counter: how many items of each MIME type there are. */
  private byte[] counter() {
    return entries.values().stream()
        .filter(entry -> entry.namespace() == 'C' && !entry.isRedirect())
        .collect(Collectors.groupingBy(e -> e.mimeType, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(count -> count.getKey() + "=" + count.getValue())
        .collect(Collectors.joining(";"))
        .getBytes(UTF_8);
  }
}
