package org.wikimill.pipeline.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.sums.SiblingFiles;

/** The files of a folder on any file system that Hadoop knows. */
record HadoopSiblings(Path folder, HadoopSettings hadoop) implements SiblingFiles {
  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus status : fileSystem().listStatus(folder)) {
      if (status.isFile()) {
        names.add(status.getPath().getName());
      }
    }
    return names;
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(fileSystem().open(new Path(folder, name)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private FileSystem fileSystem() throws IOException {
    return folder.getFileSystem(hadoop.configuration());
  }
}
