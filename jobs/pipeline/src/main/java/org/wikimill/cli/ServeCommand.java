package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.gateway.Gateway;
import org.wikimill.gateway.GatewayServer;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill serve}: a build, or any CARs, as IPFS gateways will show them. */
@Command(
    name = "serve",
    description = {
      "Serves a finished build as IPFS gateways will: the site at /, everything at /ipfs/CID.",
      "Every block is hashed before a byte of it is sent. Nothing is asked of any network."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill serve snapshot                       the site at http://127.0.0.1:8080/",
      "  wikimill serve snapshot --port 0              on a free port; stdout tells which",
      "  wikimill serve --car a.car --car b.car        any CARs, at /ipfs/CID",
      "  curl 'localhost:8080/ipfs/CID?format=car'     all blocks below, to be verified",
    })
final class ServeCommand implements Callable<Integer> {
  /** Of blocks; together with what is being sent it stays far below 256 MiB. */
  private static final long CACHE_BYTES = 48L << 20;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder of a finished build. May be left out where --car is given.")
  private String folder;

  @Option(
      names = "--car",
      paramLabel = "FILE",
      description =
          "Another CAR, version 1 or 2, whose blocks are served, too; may be repeated. One without"
              + " an index, within or as FILE.idx, is read once at the start.")
  private final List<Path> cars = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port (default: ${DEFAULT-VALUE}); 0 for any that is free.")
  private int port;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}, this machine alone).")
  private String address;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    PrintWriter err = spec.commandLine().getErr();
    List<IndexedCar> opened = new ArrayList<>();
    Optional<Cid> root = Optional.empty();
    if (folder != null) {
      root = Optional.of(openBuild(opened));
    }
    for (Path car : cars) {
      opened.add(open(car));
    }
    try (CarStore blocks = new CarStore(opened, CACHE_BYTES)) {
      Gateway gateway = new Gateway(blocks, root, line -> err.println("wikimill: " + line));
      try (GatewayServer server = GatewayServer.start(gateway, where())) {
        common.tell(summary(root, opened, blocks));
        common.result(new Answer(server.url().toString()));
        server.join();
      }
    } catch (BindException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    return ExitCode.DONE.code();
  }

  /** A CAR with its index, if one stands beside it. */
  static IndexedCar open(Path car) throws IOException {
    Path index = Path.of(car + ".idx");
    return Files.exists(index)
        ? IndexedCar.open(Inputs.file(car), Inputs.file(index))
        : IndexedCar.open(Inputs.file(car));
  }

  private void checkOptions() {
    if (folder == null && cars.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "DIR or --car FILE: something to serve");
    }
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port " + port + ": 0 to 65535");
    }
  }

  private InetSocketAddress where() {
    InetSocketAddress where = new InetSocketAddress(address, port);
    if (where.isUnresolved()) {
      throw new ParameterException(spec.commandLine(), "--listen " + address + ": no address");
    }
    return where;
  }

  private Cid openBuild(List<IndexedCar> opened) throws IOException, BuildException {
    Store store = Stores.at(folder, Durability.CACHED, HadoopSettings.NONE);
    FinishedBuild build = FinishedBuild.in(store);
    if (build.cars().isEmpty()) {
      throw new BuildException(
          SETTINGS, store.location() + " has no blocks: made with --sink none");
    }
    opened.addAll(build.openCars());
    return Cid.parse(build.manifest().root());
  }

  private static List<String> summary(
      Optional<Cid> root, List<IndexedCar> opened, CarStore blocks) {
    List<String> lines = new ArrayList<>();
    root.ifPresent(cid -> lines.add("root    " + cid));
    lines.add(String.format(Locale.ROOT, "blocks  %,d in %,d CARs", blocks.size(), opened.size()));
    return lines;
  }

  /** Where the server is found. */
  private record Answer(String url) implements CommonOptions.Result {
    @Override
    public String text() {
      return url;
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
