package org.wikimill.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.LocalTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill cid}: the CID of a local file or directory tree. */
@Command(
    name = "cid",
    description = "Prints the CID of a local file or directory tree, as 'ipfs add -r -H -n' would.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  wikimill cid ./folder                        with the default profile",
      "  wikimill cid ./folder --profile kubo-0.40    as 'ipfs add -r -H --cid-version 1'",
    })
final class CidCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", description = "A file, directory or symbolic link.")
  private Path path;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "unixfs-v1-2025",
      completionCandidates = ProfileNames.class,
      description = "What decides the CID: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String profile;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private record Answer(String cid, String profile) implements CommonOptions.Result {
    @Override
    public String text() {
      return cid;
    }

    @Override
    public Object json() {
      return this;
    }
  }

  @Override
  public Integer call() throws Exception {
    CidProfile named;
    try {
      named = CidProfile.named(profile);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--profile: " + e.getMessage());
    }
    String cid = LocalTree.hash(path, named).cid().toString();
    common.result(new Answer(cid, profile));
    return ExitCode.DONE.code();
  }
}
