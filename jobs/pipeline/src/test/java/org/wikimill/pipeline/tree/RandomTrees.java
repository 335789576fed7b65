package org.wikimill.pipeline.tree;

import java.util.Random;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;

/** Seeded trees of everything that makes directories hard to put together from sorted paths. */
final class RandomTrees {
  /** Deeper than any path that the issue of depth was ever raised for. */
  private static final int MAX_DEPTH = 30;

  /**
   * Names that are prefixes of each other with what sorts before and after a slash, and names whose
   * UTF-16 order is not their byte order: U+10348 comes after U+FF5E in bytes, before it in chars.
   */
  private static final String[] NAMES = {
    "a",
    "a!",
    "a0",
    "a~1",
    "b",
    "b.",
    "b-",
    "ab",
    "\uFF5E",
    "\uD800\uDF48",
    "\uE000",
    "é",
    "e\u0301",
    "%2F",
    "A",
    ".a",
    "x".repeat(300)
  };

  private final Random random;
  private final ReferenceTree tree = new ReferenceTree();

  private RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A tree of some hundreds of files: a giant directory, another in it, a deep one, a wide root.
   */
  static ReferenceTree of(long seed) {
    RandomTrees trees = new RandomTrees(seed);
    for (int i = 0; i < 120; i++) {
      trees.file(trees.path(1 + trees.random.nextInt(5)));
    }
    for (int i = 0; i < 12; i++) {
      trees.file(trees.path(MAX_DEPTH));
    }
    for (int i = 0; i < 100; i++) {
      trees.file("giant/n" + i);
      trees.file("giant/inner/n" + i);
      trees.file("giant/sub" + i % 17 + "/" + trees.name());
      trees.file("giant!" + i);
    }
    for (int i = 0; i < 60; i++) {
      trees.file("root" + i);
    }
    return trees.tree;
  }

  private String path(int depth) {
    StringBuilder path = new StringBuilder(name());
    for (int i = 1; i < depth; i++) {
      path.append('/').append(name());
    }
    return path.toString();
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private void file(String path) {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    tree.offer(
        new ReferenceTree.File(
            path,
            Cid.sha256(1, Codec.RAW, digest),
            random.nextLong() >>> (1 + random.nextInt(62))));
  }
}
