package org.wikimill.pipeline.joined;

import java.util.List;

/**
 * The files that tables are asked to be made of, all of one wiki.
 *
 * @param sql dumps of its tables: paths or URIs
 * @param mediaInfos what tells of its files besides: see {@link InfoFiles}
 */
public record TableFiles(List<String> sql, List<String> mediaInfos) {
  /** Of a build that has no such tables. */
  public static final TableFiles NONE = new TableFiles(List.of(), List.of());

  public TableFiles {
    sql = List.copyOf(sql);
    mediaInfos = List.copyOf(mediaInfos);
  }

  /** Whether there are no files at all. */
  public boolean isEmpty() {
    return sql.isEmpty() && mediaInfos.isEmpty();
  }
}
