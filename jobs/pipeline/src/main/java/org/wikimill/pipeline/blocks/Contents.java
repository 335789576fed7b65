package org.wikimill.pipeline.blocks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;

/**
 * The contents of a source, as UnixFS files or as bytes, asked for in the order of clusters and
 * blobs.
 *
 * <p>Asking again for the same blob costs nothing; going back is not possible.
 */
interface Contents extends Closeable {

  /** Opens the contents of a source for one shard. */
  @FunctionalInterface
  interface Opening {
    /**
     * Opens them.
     *
     * @param builder makes files of contents
     */
    Contents open(FileBuilder builder) throws IOException;
  }

  /**
   * Bytes that stay until another blob is asked for.
   *
   * @param array holds them from its start
   * @param length how many they are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] array, int length) {}

  /**
   * What a source says of a blob that was made from something else.
   *
   * @param sha256 SHA-256 of what it was made from
   * @param pageId the wiki's page id
   * @param revisionId the wiki's revision id
   * @param failure why the page could not be rendered as it should: it shows less, or its source
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Provenance(byte[] sha256, long pageId, long revisionId, Optional<String> failure) {}

  /** The file of a blob. */
  UnixFsFile file(int cluster, int blob) throws IOException;

  /** The bytes of a blob; empty if they are more than {@code maxBytes}. */
  Optional<Bytes> bytes(int cluster, int blob, int maxBytes) throws IOException;

  /** Where the blob that was asked for last comes from; empty if the source has it as it is. */
  Optional<Provenance> provenance();

  /** What renders pages of the source; empty if it has them as they are. */
  Optional<Articles> articles();

  /** Closes what is open. */
  @Override
  void close() throws IOException;
}
