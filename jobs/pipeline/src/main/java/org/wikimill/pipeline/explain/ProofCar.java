package org.wikimill.pipeline.explain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.DagWalk;
import org.wikimill.formats.dag.DagWalk.Bytes;
import org.wikimill.formats.dag.DagWalk.Duplicates;
import org.wikimill.formats.dag.DagWalk.Scope;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.explain.Explanation.Proof;
import org.wikimill.pipeline.explain.Found.Chain;

/**
 * The blocks that prove what stands at a path, each once: from the root to it, then all of a file,
 * or one block of anything else.
 *
 * @param path the way to it
 * @param scope how much of it belongs to the proof
 */
record ProofCar(DagPath path, Scope scope) {
  private static final int BUFFER_BYTES = 1 << 18;

  /** The proof of a whole file. */
  static ProofCar ofFile(DagPath path) {
    return new ProofCar(path, Scope.ENTITY);
  }

  /** The proof of a directory. */
  static ProofCar ofDirectory(DagPath path) {
    return new ProofCar(path, Scope.BLOCK);
  }

  /**
   * The proof of a block inside.
   *
   * @param path the way to the file or directory that it is in
   * @param chain the way from there
   */
  static ProofCar ofBlock(DagPath path, Chain chain) {
    List<Cid> roots = new ArrayList<>(path.roots());
    roots.add(chain.last());
    List<Cid> traversed = new ArrayList<>(path.traversed());
    traversed.addAll(chain.cids().subList(0, chain.cids().size() - 1));
    return new ProofCar(new DagPath(roots, traversed), Scope.BLOCK);
  }

  /**
   * Writes a CAR whose header names the root, and commits it.
   *
   * @param name what the answer calls it
   */
  Proof write(BlockSource blocks, String name, NewFile file) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
    CarWriter car = new CarWriter(out, List.of(path.roots().get(0)));
    DagWalk walk = new DagWalk(blocks, path, scope, Bytes.ALL, Duplicates.OMITTED);
    long count = 0;
    for (Optional<Cid> cid = walk.next(); cid.isPresent(); cid = walk.next()) {
      byte[] block = blocks.block(cid.get());
      car.put(cid.get(), block, 0, block.length);
      count++;
    }
    out.flush();
    file.commit();
    return new Proof(name, count, car.position());
  }
}
