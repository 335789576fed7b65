package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wikimill.formats.zim.ZimFormat.MAX_METADATA_BYTES;
import static org.wikimill.formats.zim.ZimFormat.MAX_REDIRECT_HOPS;
import static org.wikimill.formats.zim.ZimFormat.NAMESPACE_CONTENT;
import static org.wikimill.formats.zim.ZimFormat.NAMESPACE_METADATA;
import static org.wikimill.formats.zim.ZimFormat.NAMESPACE_WELL_KNOWN;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * An open ZIM archive: its header, its MIME types and where its clusters lie, nothing that grows
 * with the number of entries.
 *
 * <p>Opening checks the structure that all reading relies on. It does not read title listings,
 * which extraction does not need, and does not compute the checksum: that is {@link ZimChecksum}.
 *
 * <p>Thread-safe: scans and cluster readers are independent of each other.
 */
public final class ZimArchive implements Closeable {
  private final PositionedInput input;
  private final ZimHeader header;
  private final List<String> mimeTypes;
  private final ClusterTable clusters;
  private final DirentTable dirents;

  private ZimArchive(
      PositionedInput input,
      ZimHeader header,
      List<String> mimeTypes,
      ClusterTable clusters,
      DirentTable dirents) {
    this.input = input;
    this.header = header;
    this.mimeTypes = mimeTypes;
    this.clusters = clusters;
    this.dirents = dirents;
  }

  /**
   * Opens the archive that takes up the whole of {@code input}, which {@link #close()} closes. If
   * opening fails, {@code input} stays open.
   *
   * @throws MalformedInputException if the header, the MIME list, the place of a table or a cluster
   *     pointer is malformed
   */
  public static ZimArchive open(PositionedInput input) throws IOException {
    ZimHeader header = ZimHeader.read(input);
    long end = header.contentEnd(input);
    DirentTable untyped = new DirentTable(input, header, 0, end);
    long firstDirent = header.entryCount() == 0 ? end : untyped.pointers(0, 1)[0];
    ClusterTable clusters = ClusterTable.read(input, header, firstDirent, end);
    long bound = Math.min(header.pathPointersPosition(), header.clusterPointersPosition());
    bound = Math.min(Math.min(bound, end), Math.min(firstDirent, clusters.lowest()));
    List<String> mimeTypes = MimeList.read(input, header.mimeListPosition(), bound);
    DirentTable dirents = new DirentTable(input, header, mimeTypes.size(), end);
    return new ZimArchive(input, header, mimeTypes, clusters, dirents);
  }

  public ZimHeader header() {
    return header;
  }

  public PositionedInput input() {
    return input;
  }

  /** Whether content lies in namespace C alone, as in archives of minor version 1 and later. */
  public boolean newNamespaceScheme() {
    return header.newNamespaceScheme();
  }

  public int entryCount() {
    return header.entryCount();
  }

  public int clusterCount() {
    return header.clusterCount();
  }

  public int mimeTypeCount() {
    return mimeTypes.size();
  }

  /** A MIME type as the archive spells it: parameters, quotes and even nonsense occur. */
  public String mimeType(int index) {
    return mimeTypes.get(index);
  }

  /** The position of a cluster's info byte. */
  public long clusterOffset(int cluster) {
    return clusters.offset(cluster);
  }

  /**
   * Where a cluster's stored bytes have ended at the latest (exclusive): the format stores no
   * length, so this is the start of whatever comes next.
   */
  public long clusterEnd(int cluster) {
    return clusters.end(cluster);
  }

  /** Scans the entries {@code [from, to)} in path order. */
  public DirentScanner dirents(int from, int to) throws IOException {
    Objects.checkFromToIndex(from, to, entryCount());
    return new DirentScanner(dirents, from, to);
  }

  /** One dirent, by a random read. */
  public Dirent dirent(int index) throws IOException {
    Objects.checkIndex(index, entryCount());
    return dirents.read(index);
  }

  /**
   * An entry's name in its archive: {@code NS/PATH}; of content in the new scheme, {@code PATH}.
   */
  public byte[] nameOf(Dirent dirent) {
    if (newNamespaceScheme() && dirent.namespace() == NAMESPACE_CONTENT) {
      return dirent.path();
    }
    byte[] name = new byte[dirent.path().length + 2];
    name[0] = dirent.namespace();
    name[1] = '/';
    System.arraycopy(dirent.path(), 0, name, 2, dirent.path().length);
    return name;
  }

  /** Finds an entry by namespace and path, with about {@code 2 log2(entryCount)} random reads. */
  public OptionalInt find(byte namespace, byte[] path) throws IOException {
    return dirents.find(namespace, path);
  }

  /**
   * Opens a cluster at its first blob.
   *
   * @param cluster a cluster number as dirents have it: unsigned
   * @throws MalformedInputException if there is no such cluster, or its start is malformed
   */
  public ClusterReader openCluster(int cluster) throws IOException {
    if (Integer.compareUnsigned(cluster, clusterCount()) >= 0) {
      throw new MalformedInputException(
          "cluster number outside the archive",
          input.name(),
          -1,
          "a number below " + clusterCount(),
          Integer.toUnsignedString(cluster));
    }
    return new ClusterReader(
        input, cluster, clusterOffset(cluster), clusterEnd(cluster), entryCount());
  }

  /**
   * Opens the cluster of an entry at the entry's blob.
   *
   * @throws MalformedInputException naming the entry, if there is no such cluster or blob
   */
  public ClusterReader open(Dirent.Content entry) throws IOException {
    ClusterReader reader = null;
    try {
      reader = openCluster(entry.cluster());
      reader.skipTo(entry.blob());
      return reader;
    } catch (IOException e) {
      if (reader != null) {
        reader.close();
      }
      throw e instanceof MalformedInputException malformed ? malformed.inEntry(entry.name()) : e;
    }
  }

  /**
   * The entry to show first, redirects followed: the one that {@code W/mainPage} leads to, else the
   * header's. Empty if there is none or its redirects lead nowhere.
   */
  public OptionalInt mainEntry() throws IOException {
    OptionalInt wellKnown =
        newNamespaceScheme()
            ? find(NAMESPACE_WELL_KNOWN, "mainPage".getBytes(UTF_8))
            : OptionalInt.empty();
    OptionalInt first = wellKnown.isPresent() ? wellKnown : header.mainPage();
    return first.isEmpty() ? first : follow(first.getAsInt());
  }

  /**
   * The value of {@code M/name}, such as Title or Date, redirects followed.
   *
   * @return empty if there is no such entry or its redirects lead nowhere
   * @throws MalformedInputException if it is longer than 64 KiB
   */
  public Optional<byte[]> metadata(String name) throws IOException {
    OptionalInt entry = find(NAMESPACE_METADATA, name.getBytes(UTF_8));
    OptionalInt end = entry.isEmpty() ? entry : follow(entry.getAsInt());
    if (end.isEmpty() || !(dirent(end.getAsInt()) instanceof Dirent.Content content)) {
      return Optional.empty();
    }
    try (ClusterReader reader = open(content)) {
      if (reader.size() > MAX_METADATA_BYTES) {
        throw new MalformedInputException(
            "metadata too long",
            input.name(),
            -1,
            "at most " + MAX_METADATA_BYTES + " bytes in " + content.name(),
            String.valueOf(reader.size()));
      }
      return Optional.of(reader.content().readAllBytes());
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /**
   * The entry at the end of a chain of redirects: {@code first} itself if it is none. Empty if the
   * chain leads nowhere, or is longer than libzim would follow.
   */
  public OptionalInt follow(int first) throws IOException {
    int index = first;
    for (int hop = 0; hop <= MAX_REDIRECT_HOPS; hop++) {
      if (Integer.compareUnsigned(index, entryCount()) >= 0) {
        return OptionalInt.empty();
      }
      if (!(dirent(index) instanceof Dirent.Redirect redirect)) {
        return OptionalInt.of(index);
      }
      index = redirect.target();
    }
    return OptionalInt.empty();
  }
}
