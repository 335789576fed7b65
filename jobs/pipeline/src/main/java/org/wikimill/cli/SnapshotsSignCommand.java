package org.wikimill.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wikimill.pipeline.catalog.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill snapshots sign}: signs a list of snapshots. */
@Command(
    name = "sign",
    description = "Signs a list of snapshots, in a file beside it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill snapshots sign snapshots.yml --ssh-key ~/.ssh/id_ed25519       snapshots.yml.sig",
      "  wikimill snapshots sign snapshots.yml --ssh-key ~/.ssh/id_ed25519.pub   with ssh-agent",
      "  wikimill snapshots sign snapshots.yml --minisign-key mirror.key     snapshots.yml.minisig",
    })
final class SnapshotsSignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The list: snapshots.yml.")
  private Path file;

  @Mixin private SignerOptions signer;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Signature> signatures = signer.signatures();
    if (signatures.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--ssh-key or --minisign-key: something to sign with");
    }
    SnapshotsListCommand.read(file); // what cannot be read is not signed
    common.result(new Answer(sign(file, signatures)));
    return ExitCode.DONE.code();
  }

  /** Signs a list; the files of the signatures. */
  static List<String> sign(Path file, List<Signature> signatures) throws Exception {
    List<String> files = new ArrayList<>();
    for (Signature signature : signatures) {
      files.add(signature.sign(file).toString());
    }
    return files;
  }

  /** The files of the signatures. */
  private record Answer(List<String> signatures) implements CommonOptions.Result {
    @Override
    public String text() {
      return String.join("\n", signatures);
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
