package org.wikimill.connectors.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimParts;

/** Opens archives, whole or split, on any file system that Hadoop knows. */
public final class ArchiveInputs {
  private ArchiveInputs() {}

  /**
   * Opens an archive.
   *
   * <p>Local files are read past Hadoop, whose checksumming file system opens a file anew for each
   * positioned read.
   *
   * @param uri a path or URI of the file, of the first part of a split archive, or its name without
   *     part letters, as {@link ZimParts} has it
   * @throws java.nio.file.NoSuchFileException if there is no such archive
   */
  public static PositionedInput open(String uri, Configuration configuration) throws IOException {
    Path path = new Path(uri);
    FileSystem fileSystem = path.getFileSystem(configuration);
    if (fileSystem instanceof LocalFileSystem local) {
      return ZimParts.open(local.pathToFile(path).toPath());
    }
    Path qualified = fileSystem.makeQualified(path);
    Folder folder = new Folder(fileSystem, qualified);
    List<PositionedInput> parts = new ArrayList<>();
    try {
      for (String name : ZimParts.partNames(qualified.toString(), folder.files::containsKey)) {
        parts.add(HadoopInput.open(fileSystem, folder.files.get(name)));
      }
      return parts.size() == 1 ? parts.get(0) : Inputs.concat(qualified.toString(), parts);
    } catch (IOException | RuntimeException e) {
      for (PositionedInput part : parts) {
        part.close();
      }
      throw e;
    }
  }

  /** The files beside an archive that may be its parts, from one request if it is whole. */
  private static final class Folder {
    private final Map<String, FileStatus> files = new HashMap<>();

    Folder(FileSystem fileSystem, Path archive) throws IOException {
      try {
        FileStatus status = fileSystem.getFileStatus(archive);
        if (status.isFile()) {
          files.put(archive.toString(), status);
        }
      } catch (FileNotFoundException e) {
        // Then only its parts can be there.
      }
      if (files.isEmpty() || ZimParts.isFirstPart(archive.getName())) {
        list(fileSystem, archive);
      }
    }

    private void list(FileSystem fileSystem, Path archive) throws IOException {
      String base = ZimParts.baseName(archive.getName());
      try {
        for (FileStatus status :
            fileSystem.listStatus(archive.getParent(), path -> path.getName().startsWith(base))) {
          if (status.isFile()) {
            files.put(new Path(archive.getParent(), status.getPath().getName()).toString(), status);
          }
        }
      } catch (FileNotFoundException e) {
        // No folder, no archive: the caller says so.
      }
    }
  }
}
