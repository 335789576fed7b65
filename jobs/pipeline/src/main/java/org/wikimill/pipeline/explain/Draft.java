package org.wikimill.pipeline.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.explain.Explanation.DirectoryStep;
import org.wikimill.pipeline.explain.Explanation.FileDag;
import org.wikimill.pipeline.explain.Explanation.InnerBlock;
import org.wikimill.pipeline.explain.Explanation.Kind;
import org.wikimill.pipeline.explain.Explanation.Proof;
import org.wikimill.pipeline.explain.Explanation.Reading;
import org.wikimill.pipeline.explain.Explanation.Subject;
import org.wikimill.pipeline.explain.Found.Chain;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;

/** An explanation while it is put together. */
final class Draft {
  private final FinishedBuild build;
  private final CidProfile profile;
  private final Lookup lookup;
  private final Optional<CarStore> blocks;
  private final Request request;
  private final List<String> broken = new ArrayList<>();
  private List<DirectoryStep> directories = new ArrayList<>();
  private FileRow file;
  private Reading reading;
  private Explanation.Origin origin;
  private FileDag dag;
  private List<InnerBlock> within;
  private ProofCar proof;

  Draft(FinishedBuild build, Lookup lookup, Optional<CarStore> blocks, Request request) {
    this.build = build;
    this.profile = build.manifest().recipe().profile();
    this.lookup = lookup;
    this.blocks = blocks;
    this.request = request;
  }

  /** Adds all that is to be told of what was found. */
  Kind add(Found found) throws IOException, BuildException {
    if (found instanceof Found.OfDirectory directory) {
      descend(directory.row()).ifPresent(way -> proof = ProofCar.ofDirectory(way.path()));
      return Kind.DIRECTORY;
    }
    if (found instanceof Found.ShardOf shard) {
      Chain chain = shard.chain();
      within = chain.blocks();
      descend(shard.row()).ifPresent(way -> proof = ProofCar.ofBlock(way.path(), chain));
      return Kind.SHARD;
    }
    if (found instanceof Found.PartOf part) {
      Chain chain = part.chain();
      within = chain.blocks();
      addFile(part.row()).ifPresent(way -> proof = ProofCar.ofBlock(way.path(), chain));
      return Kind.PART;
    }
    Found.OfFile whole = (Found.OfFile) found;
    addFile(whole.row()).ifPresent(way -> proof = ProofCar.ofFile(way.path()));
    if (blocks.isPresent()) {
      dag = walk(whole.row());
    }
    return Kind.FILE;
  }

  /** Ends it, with the proof if one is wanted and nothing is broken. */
  Explanation finish(Subject subject) throws IOException {
    Proof written = null;
    if (request.car().isPresent() && proof != null && broken.isEmpty()) {
      Request.Car car = request.car().get();
      written = proof.write(blocks.orElseThrow(), car.name(), car.file());
    }
    Manifest manifest = build.manifest();
    return new Explanation(
        manifest.root(),
        manifest.recipe(),
        ProfileRules.of(profile),
        subject,
        file == null ? null : Explain.facts(file),
        origin,
        reading,
        dag,
        within,
        directories,
        written,
        List.copyOf(broken));
  }

  private Optional<Descent> addFile(FileRow row) throws IOException, BuildException {
    file = row;
    Origins origins = new Origins(build, lookup);
    origin = origins.of(row);
    if (request.source().isPresent()) {
      reading = new Readings(build, lookup, request).of(row, origin, origins.source(row), broken);
    }
    List<byte[]> names = TreePath.names(row.path());
    if (blocks.isEmpty()) {
      told(names.subList(0, names.size() - 1));
      return Optional.empty();
    }
    Optional<Descent> way = descend(names, Optional.empty());
    way.flatMap(Descent::last).ifPresent(link -> check(row, link));
    return way;
  }

  private void check(FileRow row, Link link) {
    if (!link.cid().equals(row.cid()) || link.tsize() != row.tsize()) {
      broken.add(
          TreePath.shown(row.path())
              + " is linked as "
              + link.cid()
              + ", tsize "
              + link.tsize()
              + "; table files: "
              + row.cid()
              + ", tsize "
              + row.tsize());
    }
  }

  private Optional<Descent> descend(DirRow row) throws IOException {
    List<byte[]> names = TreePath.names(row.path());
    if (blocks.isEmpty()) {
      told(names);
      return Optional.empty();
    }
    return descend(names, Optional.of(row));
  }

  /**
   * Goes from the root to a path.
   *
   * @param directory the row of what stands there, if that is a directory
   */
  private Optional<Descent> descend(List<byte[]> names, Optional<DirRow> directory)
      throws IOException {
    Descent way = new Descent(blocks.orElseThrow(), profile, lookup, broken);
    boolean there = way.to(Cid.parse(build.manifest().root()), names);
    if (there && directory.isPresent()) {
      way.end(names);
    }
    directories = new ArrayList<>(way.steps());
    Collections.reverse(directories);
    return there ? Optional.of(way) : Optional.empty();
  }

  /** What tables tell of directories where no blocks are kept. */
  private void told(List<byte[]> names) throws IOException {
    for (int depth = names.size(); depth >= 0; depth--) {
      byte[] path = TreePath.of(names.subList(0, depth));
      Optional<DirRow> row = lookup.directory(path);
      if (row.isEmpty()) {
        broken.add(TreePath.shown(path) + ": no row in table dirs");
        continue;
      }
      DirRow dir = row.get();
      directories.add(
          new DirectoryStep(
              Utf8.text(path),
              dir.cid().toString(),
              null,
              dir.tsize(),
              dir.entries(),
              dir.sharded(),
              null,
              null,
              null));
    }
  }

  /** Reads all blocks of a file, and makes it anew of its bytes. */
  private FileDag walk(FileRow row) throws IOException {
    FileWalk walk = new FileWalk(blocks.orElseThrow(), profile, request.limit());
    try {
      walk.enter(row.cid(), row.sizeBytes(), row.tsize());
      UnixFsFile made = new FileBuilder(profile, BlockSink.NONE).build(walk);
      UnixFsFile told = new UnixFsFile(row.cid(), row.tsize(), row.sizeBytes(), row.sha256());
      if (!Arrays.equals(made.sha256(), row.sha256())) {
        broken.add(TreePath.shown(row.path()) + ": its blocks hold bytes of another SHA-256");
      } else if (!made.equals(told)) {
        broken.add(
            TreePath.shown(row.path())
                + ": profile "
                + profile.name()
                + " makes "
                + made.cid()
                + " of its bytes, not "
                + row.cid());
      }
    } catch (MissingBlockException | MalformedInputException e) {
      broken.add(
          TreePath.shown(row.path())
              + ": block "
              + (walk.dag().count() + 1)
              + " of the file: "
              + e.getMessage());
    }
    return walk.dag();
  }
}
