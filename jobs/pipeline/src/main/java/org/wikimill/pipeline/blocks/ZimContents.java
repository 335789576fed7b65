package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.ZimArchive;

/**
 * The contents of an archive.
 *
 * <p>Asking again for the same blob costs nothing; going back is not possible. A cluster that turns
 * out to be damaged fails, with the same reason, for every blob from there on.
 */
final class ZimContents implements Contents {
  private static final long NONE = Long.MIN_VALUE;
  private static final int SMALLEST_BUFFER = 1 << 16;

  private final ZimArchive archive;
  private final FileBuilder builder;
  private final LongConsumer storedBytes;
  // Numbers of clusters and blobs are unsigned: none of them is NONE.
  private long cluster = NONE;
  private long blob = NONE;
  private ClusterReader reader;
  private MalformedInputException damage;

  /** The current blob as a file, once it was asked for. */
  private UnixFsFile file;

  /** The current blob's bytes, once they were asked for: {@link #length} of them. */
  private byte[] buffer = new byte[0];

  private int length = -1;

  /**
   * @param storedBytes is told how much of the archive each cluster takes that is read
   */
  ZimContents(ZimArchive archive, FileBuilder builder, LongConsumer storedBytes) {
    this.archive = archive;
    this.builder = builder;
    this.storedBytes = storedBytes;
  }

  @Override
  public UnixFsFile file(int ofCluster, int ofBlob) throws IOException {
    moveTo(ofCluster, ofBlob);
    if (file == null) {
      file =
          length >= 0
              ? builder.build(buffer, 0, length)
              : read(() -> builder.build(reader.content()));
    }
    return file;
  }

  @Override
  public Optional<Bytes> bytes(int ofCluster, int ofBlob, int maxBytes) throws IOException {
    moveTo(ofCluster, ofBlob);
    if (length < 0 && file != null) {
      // Another entry has used the blob up: rare enough to decode the cluster again.
      cluster = NONE;
      moveTo(ofCluster, ofBlob);
    }
    if (length < 0) {
      if (reader.size() > maxBytes) {
        return Optional.empty();
      }
      int size = (int) reader.size();
      if (buffer.length < size) {
        buffer = new byte[Math.max(SMALLEST_BUFFER, Math.min(maxBytes, size + size / 2))];
      }
      length = read(() -> reader.content().readNBytes(buffer, 0, size));
    }
    return Optional.of(new Bytes(buffer, length));
  }

  @Override
  public Optional<Provenance> provenance() {
    return Optional.empty();
  }

  @Override
  public Optional<Articles> articles() {
    return Optional.empty();
  }

  private void moveTo(int ofCluster, int ofBlob) throws IOException {
    if (ofCluster != cluster) {
      open(ofCluster);
    }
    if (ofBlob == blob) {
      return;
    }
    if (damage != null) {
      throw damage;
    }
    // No such blob: not the cluster's fault.
    if (Integer.compareUnsigned(ofBlob, reader.blobCount()) < 0) {
      read(
          () -> {
            reader.skipTo(ofBlob);
            return null;
          });
    } else {
      reader.skipTo(ofBlob);
    }
    forgetBlob();
    blob = ofBlob;
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  /** Reads the cluster; if that fails, it is damaged from here on. */
  private <T> T read(Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (MalformedInputException e) {
      damage = inCluster(e);
      forgetBlob();
      throw damage;
    }
  }

  private void open(int ofCluster) throws IOException {
    close();
    cluster = ofCluster;
    damage = null;
    try {
      reader = archive.openCluster(ofCluster);
      storedBytes.accept(archive.clusterEnd(ofCluster) - archive.clusterOffset(ofCluster));
    } catch (MalformedInputException e) {
      damage = inCluster(e);
      throw damage;
    }
  }

  /** A medium that fails knows bytes, not clusters. */
  private MalformedInputException inCluster(MalformedInputException e) {
    if (!e.reason().equals(RetryingInput.UNREADABLE)) {
      return e;
    }
    String expected = e.expected() + " of cluster " + cluster;
    return new MalformedInputException(e.reason(), e.file(), e.offset(), expected, e.found());
  }

  private void forgetBlob() {
    blob = NONE;
    file = null;
    length = -1;
  }

  /** Closes the cluster that is open. */
  @Override
  public void close() throws IOException {
    ClusterReader open = reader;
    reader = null;
    forgetBlob();
    if (open != null) {
      open.close();
    }
  }
}
