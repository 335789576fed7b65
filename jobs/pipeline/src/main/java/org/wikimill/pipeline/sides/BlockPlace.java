package org.wikimill.pipeline.sides;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.wikimill.formats.dag.BlockSource;

/** Where the blocks of a tree are; travels to every task. */
public sealed interface BlockPlace extends Serializable permits CarPlace, NodePlace {
  /** What it is called in messages. */
  String location();

  /** Opens it, on whichever machine this runs. */
  Opened open() throws IOException;

  /** The blocks of a place that is open: each hashed before it is given out. Must be closed. */
  interface Opened extends BlockSource, Closeable {}
}
