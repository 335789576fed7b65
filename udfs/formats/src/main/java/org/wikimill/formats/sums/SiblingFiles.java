package org.wikimill.formats.sums;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of one folder, wherever it is: on a disk, in an object store, at a web server. */
public interface SiblingFiles {

  /** What the folder is called in messages. */
  String location();

  /** The names of the files, or of those that might be there if that cannot be listed. */
  List<String> names() throws IOException;

  /** The bytes of a file; empty if there is none of the name. */
  Optional<InputStream> open(String name) throws IOException;

  /** Those of a local folder, which need not exist. */
  static SiblingFiles in(Path folder) {
    return new LocalSiblings(folder);
  }
}
