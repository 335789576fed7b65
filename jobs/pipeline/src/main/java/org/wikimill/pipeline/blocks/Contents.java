package org.wikimill.pipeline.blocks;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.ZimArchive;

/**
 * The contents of an archive as UnixFS files, asked for in the order of clusters and blobs.
 *
 * <p>Asking again for the same blob costs nothing; going back is not possible. A cluster that turns
 * out to be damaged fails, with the same reason, for every blob from there on.
 */
final class Contents implements Closeable {
  private static final long NONE = Long.MIN_VALUE;

  private final ZimArchive archive;
  private final FileBuilder builder;
  private final LongConsumer storedBytes;
  // Numbers of clusters and blobs are unsigned: none of them is NONE.
  private long cluster = NONE;
  private long blob = NONE;
  private ClusterReader reader;
  private UnixFsFile file;
  private MalformedInputException damage;

  /**
   * @param storedBytes is told how much of the archive each cluster takes that is read
   */
  Contents(ZimArchive archive, CidProfile profile, BlockSink sink, LongConsumer storedBytes) {
    this.archive = archive;
    this.storedBytes = storedBytes;
    this.builder = new FileBuilder(profile, sink);
  }

  /** The file of a blob. */
  UnixFsFile file(int ofCluster, int ofBlob) throws IOException {
    if (ofCluster != cluster) {
      open(ofCluster);
    }
    if (damage != null && ofBlob != blob) {
      throw damage;
    }
    if (ofBlob != blob) {
      // No such blob: not the cluster's fault.
      boolean inside = Integer.compareUnsigned(ofBlob, reader.blobCount()) < 0;
      try {
        reader.skipTo(ofBlob);
        file = builder.build(reader.content());
        blob = ofBlob;
      } catch (MalformedInputException e) {
        MalformedInputException told = inCluster(e);
        damage = inside ? told : null;
        throw told;
      }
    }
    return file;
  }

  /** The file of bytes that no cluster holds. */
  UnixFsFile made(byte[] content) throws IOException {
    return builder.build(content, 0, content.length);
  }

  private void open(int ofCluster) throws IOException {
    close();
    cluster = ofCluster;
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

  /** Closes the cluster that is open. */
  @Override
  public void close() throws IOException {
    ClusterReader open = reader;
    reader = null;
    blob = NONE;
    file = null;
    damage = null;
    if (open != null) {
      open.close();
    }
  }
}
