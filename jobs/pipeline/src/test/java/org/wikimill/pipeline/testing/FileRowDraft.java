package org.wikimill.pipeline.testing;

import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.ipld.Cid;

/** A row of table {@code files} of which some columns are being changed. */
public final class FileRowDraft {
  private final FileRow of;
  private byte[] path;
  private Cid cid;
  private long tsize;
  private long sizeBytes;
  private byte[] sha256;
  private String mime;
  private String title;
  private byte[] sourceSha256;
  private String aliasOf;
  private Long revisionId;

  public FileRowDraft(FileRow of) {
    this.of = of;
    this.path = of.path();
    this.cid = of.cid();
    this.tsize = of.tsize();
    this.sizeBytes = of.sizeBytes();
    this.sha256 = of.sha256();
    this.mime = of.mime();
    this.title = of.title();
    this.sourceSha256 = of.sourceSha256();
    this.aliasOf = of.aliasOf();
    this.revisionId = of.revisionId();
  }

  public FileRowDraft path(byte[] other) {
    path = other;
    return this;
  }

  public FileRowDraft cid(Cid other) {
    cid = other;
    return this;
  }

  public FileRowDraft tsize(long other) {
    tsize = other;
    return this;
  }

  public FileRowDraft sizeBytes(long other) {
    sizeBytes = other;
    return this;
  }

  public FileRowDraft sha256(byte[] other) {
    sha256 = other;
    return this;
  }

  public FileRowDraft mime(String other) {
    mime = other;
    return this;
  }

  public FileRowDraft title(String other) {
    title = other;
    return this;
  }

  public FileRowDraft sourceSha256(byte[] other) {
    sourceSha256 = other;
    return this;
  }

  public FileRowDraft aliasOf(String other) {
    aliasOf = other;
    return this;
  }

  public FileRowDraft revisionId(long other) {
    revisionId = other;
    return this;
  }

  /** The row with what was changed. */
  public FileRow row() {
    return new FileRow(
        path,
        cid,
        tsize,
        sizeBytes,
        sha256,
        mime,
        title,
        of.sourceEntry(),
        sourceSha256,
        aliasOf,
        of.pageId(),
        revisionId);
  }
}
