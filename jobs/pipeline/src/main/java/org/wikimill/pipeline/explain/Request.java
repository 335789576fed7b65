package org.wikimill.pipeline.explain;

import java.util.Optional;
import org.wikimill.connectors.io.NewFile;

/**
 * How much is to be told.
 *
 * @param source where the archive or dump is that the build was made of; empty if it is not read
 * @param limit so many blocks of a file, and edits of a page, are told; all are counted
 * @param car where the proof goes; empty if none is written
 */
public record Request(Optional<String> source, int limit, Optional<Car> car) {

  /**
   * A CAR to be written, for the caller to close.
   *
   * @param name what the answer calls it
   * @param file committed when it is whole, and only if all holds that is told
   */
  public record Car(String name, NewFile file) {}
}
