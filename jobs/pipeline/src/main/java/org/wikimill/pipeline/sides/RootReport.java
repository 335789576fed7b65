package org.wikimill.pipeline.sides;

import java.util.List;

/**
 * What came of comparing two sides that have nothing but their roots in common.
 *
 * @param equal whether the roots are
 * @param rootA the root of the first
 * @param rootB the root of the second
 * @param notes what is not told by roots
 */
public record RootReport(boolean equal, String rootA, String rootB, List<String> notes) {

  /** Compares the roots. */
  public static RootReport of(Side a, Side b) {
    boolean equal = a.root().equals(b.root());
    String note =
        equal
            ? "roots are equal, and so are the trees; whether all blocks are there was not looked at"
            : "which paths differ is not told: that needs the index of one side at least, and the"
                + " index or the blocks of the other";
    return new RootReport(equal, a.root(), b.root(), List.of(note));
  }
}
