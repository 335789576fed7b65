package org.wikimill.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.pipeline.catalog.Catalog;
import org.wikimill.pipeline.catalog.CatalogFile;
import org.wikimill.pipeline.catalog.CatalogTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wikimill snapshots tree}: one root of all snapshots of a list. */
@Command(
    name = "tree",
    description = {
      "Makes one directory of all snapshots, LANGUAGE/DATE, with a page that lists them, the list",
      "and its signatures; writes its blocks into a CAR and prints its root. No block of a",
      "snapshot is in that CAR: a node that has the snapshots imports it beside them."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  wikimill snapshots tree snapshots.yml -o all.car && ipfs dag import all.car",
    })
final class SnapshotsTreeCommand implements Callable<Integer> {
  /** Of signatures, which have some hundred bytes. */
  private static final int MAX_SIGNATURE_BYTES = 64 << 10;

  @Parameters(paramLabel = "FILE", description = "The list: snapshots.yml.")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "CAR",
      required = true,
      description = "The CAR to write.")
  private Path out;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    byte[] bytes = CatalogFile.bytes(file);
    Catalog catalog = CatalogFile.parse(bytes, file.toString()).catalog();
    Map<String, byte[]> signatures = new TreeMap<>();
    for (String suffix : new String[] {".sig", ".minisig"}) {
      Path signature = Path.of(file + suffix);
      if (Files.exists(signature) && Files.size(signature) <= MAX_SIGNATURE_BYTES) {
        signatures.put(suffix, Files.readAllBytes(signature));
      }
    }
    DirectoryNode root = new CatalogTree(catalog, bytes, signatures).write(out);
    common.result(new Answer(root.cid().toString(), root.tsize()));
    return ExitCode.DONE.code();
  }

  /**
   * The root.
   *
   * @param bytes of all blocks below, those of the snapshots among them
   */
  private record Answer(String root, long bytes) implements CommonOptions.Result {
    @Override
    public String text() {
      return root;
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
