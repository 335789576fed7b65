package org.wikimill.pipeline.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A detached signature of a list of snapshots, in a file beside it, made and verified by the
 * program that people have for it.
 *
 * <p>It is good for lists of snapshots alone: what it signs includes {@link #NAMESPACE}. Whoever
 * wants a signature refuses a list without one.
 */
public sealed interface Signature permits SshSignature, MinisignSignature {
  /** What is signed along with the list, so that no signature of anything else is taken for it. */
  String NAMESPACE = "wikimill-snapshots";

  /** What the name of a signature's file ends with, after the name of the list. */
  String suffix();

  /**
   * Signs a list: writes the signature beside it, in place of an older one.
   *
   * @return the signature's file
   * @throws SignatureException if the program is not there, or does not sign
   */
  Path sign(Path list) throws IOException;

  /**
   * Verifies a list.
   *
   * @param bytes of the list as it was read
   * @param list the file that they come from, beside which the signature is
   * @return who signed it, in words
   * @throws SignatureException if it cannot be told to be signed by whom it must be
   */
  String verify(byte[] bytes, Path list) throws IOException;

  /** The file of the signature of a list. */
  default Path file(Path list) {
    return list.resolveSibling(list.getFileName() + suffix());
  }

  /** The file of the signature of a list, which must be there. */
  default Path existingFile(Path list) throws SignatureException {
    Path file = file(list);
    if (!Files.isRegularFile(file)) {
      throw new SignatureException("no signature " + file);
    }
    return file;
  }
}
