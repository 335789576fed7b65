package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.RemoteAddress;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.publish.RemotePins;
import org.wikimill.pipeline.publish.Unpublish;
import org.wikimill.pipeline.publish.Unpublish.Removal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill unpublish}: a root is taken from nodes. */
@Command(
    name = "unpublish",
    description = {
      "Takes a root from IPFS nodes: its paths below /wikimill/, and the pin that 'publish' made.",
      "Refuses while a key of a node stands for it. Blocks go when the node collects: 'ipfs repo gc'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill unpublish old --nodes conf/nodes.yml --dry-run   what would go, from where",
      "  wikimill unpublish old --nodes conf/nodes.yml",
      "  wikimill unpublish bafy... --node http://127.0.0.1:5001   a root whose build is gone",
    })
final class UnpublishCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR|ROOT", description = "The folder of a finished build, or a root.")
  private String what;

  @Mixin private NodeOptions nodeOptions;

  @Mixin private RemoteOptions remotes;

  @Option(names = "--dry-run", fallbackValue = "true", description = "Tell, and remove nothing.")
  private boolean dryRun;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<NodeAddress> nodes = nodeOptions.required(spec);
    Optional<Store> folder = Optional.empty();
    Cid root;
    try {
      root = Cid.parse(what);
    } catch (IllegalArgumentException notACid) {
      folder = Optional.of(Stores.at(what, Durability.SYNCED, HadoopSettings.NONE));
      root = Cid.parse(FinishedBuild.in(folder.get()).manifest().root());
    }
    Unpublish unpublish = new Unpublish(root, folder);
    List<Removal> removals = dryRun ? unpublish.plan(nodes) : unpublish.run(nodes);
    List<RemoteAddress> pinners = remotes.remotes(spec);
    List<RemotePins.RemotePin> requests = RemotePins.remove(dryRun ? List.of() : pinners, root);
    common.result(new Answer(root.toString(), removals, requests, dryRun));
    boolean failed =
        removals.stream().anyMatch(removal -> removal.failure() != null)
            || requests.stream().anyMatch(request -> request.failure() != null);
    return (failed ? ExitCode.SINK_FAILED : ExitCode.DONE).code();
  }

  /** A line for each path and pin that is gone, or would be. */
  private record Answer(
      String root, List<Removal> nodes, List<RemotePins.RemotePin> services, boolean dryRun)
      implements CommonOptions.Result {
    @Override
    public String text() {
      List<String> lines = new ArrayList<>();
      String verb = dryRun ? "would remove " : "removed ";
      for (Removal removal : nodes) {
        if (removal.failure() != null) {
          lines.add(removal.node() + ": failed: " + removal.failure());
          continue;
        }
        removal.paths().forEach(path -> lines.add(removal.node() + ": " + verb + path));
        if (removal.pinned()) {
          lines.add(removal.node() + ": " + verb + "the pin of " + root);
        }
      }
      for (RemotePins.RemotePin pin : services) {
        String what = pin.failure() != null ? "failed: " + pin.failure() : verb + pin.request();
        lines.add(pin.service() + ": " + what);
      }
      return lines.isEmpty() ? "nothing to remove" : String.join("\n", lines);
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
