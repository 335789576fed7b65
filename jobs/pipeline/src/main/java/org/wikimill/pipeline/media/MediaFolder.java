package org.wikimill.pipeline.media;

import java.util.List;

/**
 * The original files that a build is asked to take in, and what tells of them.
 *
 * @param location their folder, on any file system that Hadoop knows
 * @param imageTables dumps of the wiki's table {@code image}; may be empty
 * @param infos what else tells of them: files that {@link InfoRows} reads; may be empty
 */
public record MediaFolder(String location, List<String> imageTables, List<String> infos) {
  public MediaFolder {
    imageTables = List.copyOf(imageTables);
    infos = List.copyOf(infos);
  }
}
