package org.wikimill.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.pipeline.catalog.MinisignSignature;
import org.wikimill.pipeline.catalog.Signature;
import org.wikimill.pipeline.catalog.SshSignature;
import picocli.CommandLine.Option;

/** With which keys a list of snapshots is signed. */
final class SignerOptions {
  @Option(
      names = "--ssh-key",
      paramLabel = "FILE",
      description =
          "Sign with ssh-keygen and this key, into LIST.sig; a public key if ssh-agent holds the"
              + " private one.")
  private Path sshKey;

  @Option(
      names = "--minisign-key",
      paramLabel = "FILE",
      description = "Sign with minisign and this secret key, into LIST.minisig.")
  private Path minisignKey;

  /** The signatures to make; none if none are asked for. */
  List<Signature> signatures() {
    List<Signature> signatures = new ArrayList<>();
    if (sshKey != null) {
      signatures.add(new SshSignature(sshKey, Optional.empty()));
    }
    if (minisignKey != null) {
      signatures.add(new MinisignSignature(minisignKey));
    }
    return signatures;
  }
}
