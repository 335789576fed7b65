package org.wikimill.pipeline.doctor;

import java.util.List;

/**
 * Something about a node that will hurt.
 *
 * @param severity how much
 * @param what the setting or fact, and what was found, such as {@code Provide.Strategy is all}
 * @param why what comes of it
 * @param remedies the commands that mend it, each of Kubo's ({@code ipfs ...}), or what else does;
 *     settings count when the node has been started anew
 */
public record Finding(Severity severity, String what, String why, List<String> remedies) {
  /** How much it hurts. */
  public enum Severity {
    /** It will not work. */
    BREAKS,
    /** It will be slow, dear, or hard to find. */
    HURTS
  }
}
