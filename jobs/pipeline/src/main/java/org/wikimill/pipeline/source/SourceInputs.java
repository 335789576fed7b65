package org.wikimill.pipeline.source;

import java.io.IOException;
import java.nio.file.Path;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimParts;

/** Opens the files of sources, on whichever machine this runs. */
public final class SourceInputs {
  private SourceInputs() {}

  /** Opens a file, or the parts of a split archive as one; reads that fail are tried again. */
  public static PositionedInput open(String location, HadoopSettings hadoop) throws IOException {
    return new RetryingInput(() -> openOnce(location, hadoop), RetryingInput.FIRST_PAUSE);
  }

  private static PositionedInput openOnce(String location, HadoopSettings hadoop)
      throws IOException {
    return Locations.isUri(location)
        ? ArchiveInputs.open(location, hadoop.configuration())
        : ZimParts.open(Path.of(location));
  }
}
