package org.wikimill.pipeline.source;

import java.io.Serializable;
import java.util.List;

/**
 * What is read of a dump.
 *
 * @param namespaces the numbers of the namespaces whose pages become files, ascending
 * @param truncated what is done about a dump that ends in the middle of a page, or lacks parts
 */
public record DumpPolicy(List<Integer> namespaces, Truncated truncated) implements Serializable {
  /** Articles and categories of whole dumps. */
  public static final DumpPolicy DEFAULT = new DumpPolicy(List.of(0, 14), Truncated.REFUSED);

  /** What is done about a dump that is cut, or lacks parts. */
  public enum Truncated {
    REFUSED,
    /** The pages before the cut, and those of the other parts, are built; the manifest tells. */
    ALLOWED
  }

  public DumpPolicy {
    namespaces = namespaces.stream().sorted().distinct().toList();
  }
}
