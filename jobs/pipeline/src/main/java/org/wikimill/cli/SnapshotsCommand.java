package org.wikimill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wikimill snapshots}: the list of published snapshots. */
@Command(
    name = "snapshots",
    description = "Keeps a list of published snapshots: snapshots.yml.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SnapshotsListCommand.class,
      SnapshotsAddCommand.class,
      SnapshotsSignCommand.class,
      SnapshotsVerifyCommand.class,
      SnapshotsTreeCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  wikimill snapshots add snapshots.yml snapshot        a finished build joins the list",
      "  wikimill snapshots sign snapshots.yml --ssh-key ~/.ssh/id_ed25519",
      "  wikimill snapshots verify snapshots.yml --allowed-signers signers --car snapshot/car",
      "  wikimill snapshots tree snapshots.yml -o all.car     one root of all languages and dates",
    })
final class SnapshotsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
