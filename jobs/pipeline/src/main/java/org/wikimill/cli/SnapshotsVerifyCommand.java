package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeSource;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.get.TrustlessGateway;
import org.wikimill.pipeline.catalog.Catalog;
import org.wikimill.pipeline.catalog.CatalogCheck;
import org.wikimill.pipeline.catalog.CatalogFile;
import org.wikimill.pipeline.catalog.MinisignSignature;
import org.wikimill.pipeline.catalog.Signature;
import org.wikimill.pipeline.catalog.SignatureException;
import org.wikimill.pipeline.catalog.SshSignature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill snapshots verify}: whether a list is what it claims to be. */
@Command(
    name = "verify",
    description = {
      "Checks a list of snapshots: that it is signed by whom it must be, that each snapshot names",
      "the one before it, and that roots can be had and have the size that the list says."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill snapshots verify snapshots.yml                 what stands in it, and no more",
      "  wikimill snapshots verify snapshots.yml --allowed-signers signers --signer me@example.org",
      "  wikimill snapshots verify snapshots.yml --minisign-public-key mirror.pub",
      "  wikimill snapshots verify snapshots.yml --gateway https://trustless-gateway.link",
      "  wikimill snapshots verify snapshots.yml --car builds/tr/car --car builds/en/car",
    })
final class SnapshotsVerifyCommand implements Callable<Integer> {
  private static final long CACHE_BYTES = 8L << 20;

  @Parameters(paramLabel = "FILE", description = "The list: snapshots.yml.")
  private Path file;

  @Option(
      names = "--allowed-signers",
      paramLabel = "FILE",
      description =
          "Who may sign with ssh-keygen, as its manual describes the file; LIST.sig is required.")
  private Path allowedSigners;

  @Option(
      names = "--signer",
      paramLabel = "IDENTITY",
      description = "Who of them must have signed; by default any.")
  private String identity;

  @Option(
      names = "--minisign-public-key",
      paramLabel = "FILE",
      description = "The key of whoever signs with minisign; LIST.minisig is required.")
  private Path minisignKey;

  @Option(
      names = "--car",
      paramLabel = "PATH",
      description = "A CAR, or a folder of CARs, that must have the roots; may be repeated.")
  private final List<Path> cars = new ArrayList<>();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description =
          "A gateway that must have the roots. It is asked for blocks (?format=raw), which are"
              + " hashed here; may be repeated.")
  private final List<String> gateways = new ArrayList<>();

  @Mixin private NodeOptions nodeOptions;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (identity != null && allowedSigners == null) {
      throw new ParameterException(spec.commandLine(), "--signer: only with --allowed-signers");
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    byte[] bytes = CatalogFile.bytes(file);
    List<String> findings = new ArrayList<>();
    List<String> told = signatures(bytes, findings);
    Catalog catalog = CatalogFile.parse(bytes, file.toString()).catalog();
    CatalogCheck check = new CatalogCheck(catalog);
    check.chains().forEach(finding -> findings.add(finding.toString()));
    roots(check, findings);
    common.tell(told);
    int snapshots = catalog.languages().stream().mapToInt(l -> l.snapshots().size()).sum();
    common.result(new Answer(snapshots, findings));
    return (findings.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED).code();
  }

  private List<String> signatures(byte[] bytes, List<String> findings) throws IOException {
    List<Signature> demanded = new ArrayList<>();
    if (allowedSigners != null) {
      demanded.add(new SshSignature(allowedSigners, Optional.ofNullable(identity)));
    }
    if (minisignKey != null) {
      demanded.add(new MinisignSignature(minisignKey));
    }
    List<String> lines = new ArrayList<>();
    for (Signature signature : demanded) {
      try {
        lines.add("signed by " + signature.verify(bytes, file));
      } catch (SignatureException e) {
        findings.add(e.getMessage());
      }
    }
    return demanded.isEmpty() ? List.of("signatures were not asked for, and not looked at") : lines;
  }

  private void roots(CatalogCheck check, List<String> findings) throws IOException {
    if (!cars.isEmpty()) {
      try (CarStore blocks = new CarStore(open(), CACHE_BYTES)) {
        check.roots("CARs", blocks).forEach(finding -> findings.add(finding.toString()));
      }
    }
    for (NodeAddress address : nodes()) {
      try (KuboClient node = new KuboClient(address)) {
        check
            .roots("node " + address.name(), new NodeSource(node))
            .forEach(finding -> findings.add(finding.toString()));
      }
    }
    for (String url : gateways) {
      TrustlessGateway gateway;
      try {
        gateway = new TrustlessGateway(GetOptions.http(spec, null, 60), url);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--gateway: " + e.getMessage());
      }
      check.roots(url, gateway).forEach(finding -> findings.add(finding.toString()));
    }
  }

  private List<NodeAddress> nodes() throws IOException {
    return nodeOptions.areGiven() ? nodeOptions.required(spec) : List.of();
  }

  private List<IndexedCar> open() throws IOException {
    List<IndexedCar> opened = new ArrayList<>();
    for (Path path : cars) {
      for (Path car : Files.isDirectory(path) ? carsIn(path) : List.of(path)) {
        opened.add(ServeCommand.open(car));
      }
    }
    return opened;
  }

  private static List<Path> carsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".car")).sorted().toList();
    }
  }

  /** A line for each finding; or how many snapshots are sound. */
  private record Answer(int snapshots, List<String> findings) implements CommonOptions.Result {
    @Override
    public String text() {
      return findings.isEmpty() ? "ok " + snapshots + " snapshots" : String.join("\n", findings);
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
