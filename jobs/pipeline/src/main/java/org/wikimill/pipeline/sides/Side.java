package org.wikimill.pipeline.sides;

import java.util.Optional;
import java.util.Set;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;

/** One of the two that an audit holds against each other: how much of a build is there. */
public sealed interface Side {
  /** The root of its tree. */
  String root();

  /** A side with an index. */
  sealed interface Indexed extends Side {
    /** Its manifest, if it has one. */
    Optional<Manifest> manifest();

    /** The names of its tables. */
    Set<String> tables();

    /** The side as a build of some of its tables; {@code like} tells what it does not itself. */
    FinishedBuild trimmed(Manifest like, Set<String> compared);
  }

  /**
   * A manifest and its index; CARs are not looked at.
   *
   * @param build all that is there
   */
  record Build(FinishedBuild build) implements Indexed {
    @Override
    public String root() {
      return build.manifest().root();
    }

    @Override
    public Optional<Manifest> manifest() {
      return Optional.of(build.manifest());
    }

    @Override
    public Set<String> tables() {
      return IndexFolder.tables(build.manifest().files());
    }

    @Override
    public FinishedBuild trimmed(Manifest like, Set<String> compared) {
      return IndexPair.trimmed(build, compared);
    }
  }

  /**
   * An index without a manifest.
   *
   * @param index the index
   */
  record Index(IndexFolder index) implements Indexed {
    @Override
    public String root() {
      return index.root();
    }

    @Override
    public Optional<Manifest> manifest() {
      return Optional.empty();
    }

    @Override
    public Set<String> tables() {
      return index.tables();
    }

    @Override
    public FinishedBuild trimmed(Manifest like, Set<String> compared) {
      return index.as(like, compared);
    }
  }

  /**
   * A manifest without an index.
   *
   * @param build the manifest, as that of a build whose files are not there
   */
  record ManifestAlone(FinishedBuild build) implements Side {
    @Override
    public String root() {
      return build.manifest().root();
    }
  }

  /**
   * A root, and where its blocks are.
   *
   * @param cid the root
   * @param place where its blocks are
   */
  record Tree(Cid cid, BlockPlace place) implements Side {
    @Override
    public String root() {
      return cid.toString();
    }
  }
}
