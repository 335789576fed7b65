package org.wikimill.pipeline.publish;

import java.util.List;

/** Settings of nodes, or of a command, that a publication cannot live with: all of them at once. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problems each with what to do about it
   */
  public PublishException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
