package org.wikimill.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wikimill}: the command that all others stand below. */
@Command(
    name = "wikimill",
    description = "Mills Wikimedia content into Merkle DAGs.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GetCommand.class,
      BuildCommand.class,
      VerifyCommand.class,
      AuditCommand.class,
      ExplainCommand.class,
      ReportCommand.class,
      DedupCommand.class,
      DiffCommand.class,
      PublishCommand.class,
      StatusCommand.class,
      UnpublishCommand.class,
      DoctorCommand.class,
      WatchCommand.class,
      ServeCommand.class,
      PruneCommand.class,
      SnapshotsCommand.class,
      DnsLinkCommand.class,
      TablesCommand.class,
      SqlCommand.class,
      CidCommand.class,
      picocli.AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  wikimill get zim wikipedia tr                          download the newest archive of a wiki",
      "  wikimill build wikipedia_en_all_maxi.zim -o snapshot   mill an archive, print its root CID",
      "  wikimill verify snapshot                               check every byte of a finished build",
      "  wikimill audit mine theirs                             whether two builds are equal, or why not",
      "  wikimill explain snapshot wiki/Wheel                   all between the source and the root for one page",
      "  wikimill report snapshot                               a page on a build, to be looked at",
      "  wikimill dedup 2023-05 2023-06 2023-07                 what a host of all of them stores",
      "  wikimill diff old new --car new-old.car                what a host of old needs for new",
      "  wikimill publish snapshot --nodes conf/nodes.yml       send, pin, prove and name it",
      "  wikimill status snapshots --nodes conf/nodes.yml       what is where, and proven when",
      "  wikimill doctor --node http://127.0.0.1:5001           what will hurt a node",
      "  wikimill watch '*.zim' --snapshots snapshots         build what is new, unattended",
      "  wikimill serve snapshot                                see it as IPFS gateways will show it",
      "  wikimill prune snapshots --keep 3                      remove old builds of each wiki",
      "  wikimill snapshots add snapshots.yml snapshot          keep a signed list of what is published",
      "  wikimill dnslink tr.example.org ROOT                   the record by which a domain leads to it",
      "  wikimill tables --sql dumps -o tables                  categories, images, languages as Parquet",
      "  wikimill sql snapshot 'select * from files limit 9'    queries over the tables of a build",
      "  wikimill cid ./folder                                  the CID that 'ipfs add -r -H' gives",
      "  source <(wikimill generate-completion)                 complete commands in bash and zsh",
      "",
      "Exit codes: 0 done; 1 a check failed; 2 wrong usage or settings; 3 bad input;",
      "  4 output could not be written, executors or the network were lost; 70 a bug; 130, 143 by a signal.",
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    int code = run(printer(System.out), printer(System.err), args);
    if (code != 0) { // YARN takes any exit of an application's own for a failure.
      System.exit(code);
    }
  }

  /** UTF-8 in every locale: results are read by programs. */
  private static PrintWriter printer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs a command line; returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Failures());
    try {
      command.setDefaultValueProvider(ConfigFile.of(command, args));
    } catch (ParameterException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE.code();
    }
    return command.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
