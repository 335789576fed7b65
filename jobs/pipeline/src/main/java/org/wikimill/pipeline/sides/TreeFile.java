package org.wikimill.pipeline.sides;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.pipeline.audit.IndexRow;

/**
 * What stands at a path of a tree, as its blocks tell.
 *
 * @param kind what it is
 * @param lengthBytes of the file; 0 if it is none, or cannot be read
 */
record TreeFile(Kind kind, long lengthBytes) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** What stands there. */
  enum Kind {
    DIRECTORY,
    /** A file, or a symbolic link, or what else is not a directory. */
    FILE,
    /** A file of the bytes that were expected. */
    EXPECTED_FILE,
    TAMPERED,
    MISSING_BLOCK
  }

  /** What an entry is that the index does not have; of a file only the first block is read. */
  static TreeFile look(BlockSource blocks, Cid cid) throws IOException {
    if (cid.codec().equals(Codec.RAW)) {
      return new TreeFile(Kind.FILE, 0);
    }
    try {
      return of(UnixFsObject.open(blocks, cid));
    } catch (MissingBlockException e) {
      return new TreeFile(Kind.MISSING_BLOCK, 0);
    } catch (MalformedInputException e) {
      return new TreeFile(Kind.TAMPERED, 0);
    }
  }

  /** What an entry is that has another CID in the index; of a file every byte is read. */
  static TreeFile read(BlockSource blocks, Cid cid, IndexRow expected) throws IOException {
    try {
      UnixFsObject object = UnixFsObject.open(blocks, cid);
      if (!(object instanceof UnixFsObject.File file)) {
        return of(object);
      }
      String sum = HexFormat.of().formatHex(sha256(new UnixFsReader(blocks, file)));
      boolean same = sum.equals(new String(expected.sha256(), UTF_8));
      return new TreeFile(same ? Kind.EXPECTED_FILE : Kind.FILE, file.lengthBytes());
    } catch (MissingBlockException e) {
      return new TreeFile(Kind.MISSING_BLOCK, 0);
    } catch (MalformedInputException e) {
      return new TreeFile(Kind.TAMPERED, 0);
    }
  }

  private static TreeFile of(UnixFsObject object) {
    if (object instanceof UnixFsObject.File file) {
      return new TreeFile(Kind.FILE, file.lengthBytes());
    }
    boolean directory =
        object instanceof UnixFsObject.Directory || object instanceof UnixFsObject.Shard;
    return new TreeFile(directory ? Kind.DIRECTORY : Kind.FILE, 0);
  }

  private static byte[] sha256(UnixFsReader file) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, file.length())];
    for (long at = 0; at < file.length(); at += buffer.length) {
      int n = (int) Math.min(buffer.length, file.length() - at);
      file.readFully(at, buffer, 0, n);
      sha256.update(buffer, 0, n);
    }
    return sha256.digest();
  }
}
