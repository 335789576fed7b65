package org.wikimill.pipeline.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A signature by {@code minisign}, in {@code LIST.minisig}; {@link #NAMESPACE} is its trusted
 * comment.
 *
 * @param key to sign: the file of a secret key; to verify: that of a public one
 */
public record MinisignSignature(Path key) implements Signature {
  private static final String PROGRAM = "minisign";
  private static final int MAX_SIGNATURE_BYTES = 64 << 10;

  @Override
  public String suffix() {
    return ".minisig";
  }

  @Override
  public Path sign(Path list) throws IOException {
    Path made = Files.createTempFile("wikimill", suffix());
    try {
      List<String> line =
          List.of(
              PROGRAM,
              "-S",
              "-s",
              key.toAbsolutePath().toString(),
              "-m",
              list.toAbsolutePath().toString(),
              "-x",
              made.toString(),
              "-t",
              NAMESPACE,
              "-c",
              "signature of a list of snapshots");
      SignerProgram.Result result = SignerProgram.asking(line).run();
      if (result.exitCode() != 0 || Files.size(made) > MAX_SIGNATURE_BYTES) {
        throw new SignatureException(PROGRAM + " did not sign " + list);
      }
      CatalogFile.write(file(list), Files.readAllBytes(made));
      return file(list);
    } finally {
      Files.delete(made);
    }
  }

  @Override
  public String verify(byte[] bytes, Path list) throws IOException {
    String signature = existingFile(list).toAbsolutePath().toString();
    Path copy = Files.write(Files.createTempFile("wikimill", ".yml"), bytes);
    try {
      List<String> line =
          List.of(
              PROGRAM,
              "-V",
              "-Q",
              "-p",
              key.toAbsolutePath().toString(),
              "-m",
              copy.toString(),
              "-x",
              signature);
      SignerProgram.Result result = SignerProgram.of(line).run();
      if (result.exitCode() != 0) {
        throw new SignatureException(
            list + " is not signed with the key of " + key + ": " + told(result));
      }
      if (!result.text().equals(NAMESPACE)) {
        throw new SignatureException(
            list + " has a signature for something else: '" + result.text() + "'");
      }
      return key.getFileName().toString();
    } finally {
      Files.delete(copy);
    }
  }

  private static String told(SignerProgram.Result result) {
    return result.errors().isEmpty() ? result.text() : result.errors();
  }
}
