package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.Closeable;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.explain.BlockSearch.Hit;
import org.wikimill.pipeline.explain.Explanation.FileFacts;
import org.wikimill.pipeline.explain.Explanation.Kind;
import org.wikimill.pipeline.explain.Explanation.Subject;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Recipe;

/**
 * Explains paths and blocks of a finished build: from its tables and CARs alone, without a cluster.
 *
 * <p>Whatever is told of blocks was read and hashed. Memory does not grow with the build.
 */
public final class Explain implements Closeable {
  /** Of blocks. */
  private static final long CACHE_BYTES = 48L << 20;

  private static final int NEIGHBOURS = 3;
  private static final String IPFS = "/ipfs/";

  private final FinishedBuild build;
  private final Recipe recipe;
  private final Lookup lookup;
  private final Optional<CarStore> blocks;

  private Explain(FinishedBuild build, Optional<CarStore> blocks) {
    this.build = build;
    this.recipe = build.manifest().recipe();
    this.lookup = new Lookup(build);
    this.blocks = blocks;
  }

  /** Opens a build, with its CARs if it keeps any. */
  public static Explain open(FinishedBuild build) throws IOException {
    return new Explain(
        build,
        build.cars().isEmpty()
            ? Optional.empty()
            : Optional.of(new CarStore(build.openCars(), CACHE_BYTES)));
  }

  /** Whether the build keeps the blocks that a proof takes. */
  public boolean keepsBlocks() {
    return blocks.isPresent();
  }

  /**
   * Explains a path or a block.
   *
   * @param what a path of the tree, with or without slashes at its ends, or a CID of any version in
   *     any base; either may follow {@code /ipfs/}, a path after the root
   * @throws BuildException if the build has no such path or block; the message names the nearest
   *     paths
   */
  public Explanation of(String what, Request request) throws IOException, BuildException {
    String words = what.startsWith(IPFS) ? what.substring(IPFS.length()) : what;
    String root = build.manifest().root();
    boolean below = words.startsWith(root + "/");
    Optional<Cid> cid = below ? Optional.empty() : parsed(words);
    if (cid.isPresent()) {
      Optional<Hit> hit = new BlockSearch(lookup, blocks, recipe.profile()).find(cid.get());
      if (hit.isPresent()) {
        return of(hit.get().found(), hit, request);
      }
    }
    String path = below ? words.substring(root.length() + 1) : words;
    Optional<Found> found = atPath(path);
    if (found.isPresent()) {
      return of(found.get(), Optional.empty(), request);
    }
    throw new BuildException(SETTINGS, cid.isPresent() ? noBlock(words) : noPath(path));
  }

  private static Optional<Cid> parsed(String text) {
    try {
      return Optional.of(Cid.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Found> atPath(String words) throws IOException {
    byte[] path = TreePath.trimmed(words.getBytes(UTF_8));
    if (path.length > 0 && !words.endsWith("/")) {
      Optional<FileRow> file = lookup.file(path);
      if (file.isPresent()) {
        return file.map(Found.OfFile::new);
      }
    }
    return lookup.directory(path).map(Found.OfDirectory::new);
  }

  private String noBlock(String cid) {
    String known = keepsBlocks() ? "" : " among the roots of files and directories, all it keeps";
    return build.store().location() + " has no block " + cid + known;
  }

  private String noPath(String path) throws IOException {
    List<String> near = lookup.near(TreePath.trimmed(path.getBytes(UTF_8)), NEIGHBOURS);
    String nearest = near.isEmpty() ? "" : "; nearest: '" + String.join("', '", near) + "'";
    return build.store().location() + " has no path '" + path + "'" + nearest;
  }

  private Explanation of(Found found, Optional<Hit> hit, Request request)
      throws IOException, BuildException {
    Draft draft = new Draft(build, lookup, blocks, request);
    Kind kind = draft.add(found);
    Subject subject =
        new Subject(
            kind,
            Utf8.text(found.path()),
            found.cid().toString(),
            hit.map(Hit::paths).orElse(null),
            hit.map(Hit::unread).filter(unread -> unread > 0).orElse(null));
    return draft.finish(subject);
  }

  /** The row of a file as answers have it. */
  static FileFacts facts(FileRow row) {
    return new FileFacts(
        Utf8.text(row.path()),
        row.cid().toString(),
        row.tsize(),
        row.sizeBytes(),
        HexFormat.of().formatHex(row.sha256()),
        row.mime(),
        row.title());
  }

  @Override
  public void close() throws IOException {
    if (blocks.isPresent()) {
      blocks.get().close();
    }
  }
}
