package org.wikimill.pipeline.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A signature by {@code ssh-keygen -Y sign}, in {@code LIST.sig}.
 *
 * @param key to sign: a private key, or a public one whose private half ssh-agent holds; to verify:
 *     a file of allowed signers, as {@code ssh-keygen} describes it, with times of validity
 * @param signer the identity that must have signed; empty for any in the file of allowed signers
 */
public record SshSignature(Path key, Optional<String> signer) implements Signature {
  private static final String PROGRAM = "ssh-keygen";

  @Override
  public String suffix() {
    return ".sig";
  }

  @Override
  public Path sign(Path list) throws IOException {
    List<String> line =
        List.of(PROGRAM, "-Y", "sign", "-n", NAMESPACE, "-f", key.toAbsolutePath().toString());
    SignerProgram.Result result = SignerProgram.reading(list, line).run();
    if (result.exitCode() != 0) {
      throw new SignatureException(PROGRAM + " did not sign " + list + ": " + result.errors());
    }
    CatalogFile.write(file(list), result.output());
    return file(list);
  }

  @Override
  public String verify(byte[] bytes, Path list) throws IOException {
    String signature = existingFile(list).toAbsolutePath().toString();
    String allowed = key.toAbsolutePath().toString();
    Path copy = Files.write(Files.createTempFile("wikimill", ".yml"), bytes);
    try {
      String identity = signer.isPresent() ? signer.get() : principal(list, signature, allowed);
      List<String> line =
          List.of(
              PROGRAM, "-Y", "verify", "-n", NAMESPACE, "-f", allowed, "-I", identity, "-s",
              signature);
      SignerProgram.Result result = SignerProgram.reading(copy, line).run();
      if (result.exitCode() != 0) {
        throw refused(list, result);
      }
      return identity;
    } finally {
      Files.delete(copy);
    }
  }

  /** Whose key it is; who is no longer, or not yet, a signer is none. */
  private static String principal(Path list, String signature, String allowed) throws IOException {
    List<String> line = List.of(PROGRAM, "-Y", "find-principals", "-f", allowed, "-s", signature);
    SignerProgram.Result result = SignerProgram.of(line).run();
    if (result.exitCode() != 0 || result.text().isEmpty()) {
      throw refused(list, result);
    }
    return Stream.of(result.text().split("[,\n]"))
        .filter(name -> !name.startsWith("!"))
        .findFirst()
        .orElseThrow(() -> refused(list, result));
  }

  private static SignatureException refused(Path list, SignerProgram.Result result) {
    String why = result.errors().isEmpty() ? result.text() : result.errors();
    return new SignatureException(list + " is not signed by an allowed signer: " + why);
  }
}
