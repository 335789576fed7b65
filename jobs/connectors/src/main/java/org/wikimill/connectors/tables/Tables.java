package org.wikimill.connectors.tables;

import java.util.HexFormat;
import java.util.List;
import org.wikimill.formats.ipld.Cid;

/** The tables of the index. Their columns are documented in {@code docs/tables.md}. */
public final class Tables {
  private static final HexFormat HEX = HexFormat.of();

  private Tables() {}

  public static final Table<FileRow> FILES =
      new Table<>(
          "files",
          schema("files")
              .text("path")
              .text("cid")
              .number("tsize")
              .number("size")
              .text("sha256")
              .text("mime")
              .text("title")
              .text("source_entry")
              .text("source_sha256")
              .optionalText("alias_of")
              .optionalNumber("page_id")
              .optionalNumber("revision_id")
              .build(),
          List.of("cid"),
          (row, out) ->
              out.text(row.path())
                  .text(row.cid().toString())
                  .number(row.tsize())
                  .number(row.sizeBytes())
                  .text(HEX.formatHex(row.sha256()))
                  .text(row.mime())
                  .text(row.title())
                  .text(row.sourceEntry())
                  .text(HEX.formatHex(row.sourceSha256()))
                  .text(row.aliasOf())
                  .number(row.pageId())
                  .number(row.revisionId()),
          in ->
              new FileRow(
                  in.utf8(),
                  in.cid(),
                  in.number(),
                  in.number(),
                  in.sha256(),
                  in.text(),
                  in.text(),
                  in.text(),
                  in.sha256(),
                  in.optionalText(),
                  in.optionalNumber(),
                  in.optionalNumber()));

  public static final Table<DirRow> DIRS =
      new Table<>(
          "dirs",
          schema("dirs")
              .text("path")
              .text("cid")
              .number("tsize")
              .number("entries")
              .flag("sharded")
              .build(),
          List.of("cid"),
          (row, out) ->
              out.text(row.path())
                  .text(row.cid().toString())
                  .number(row.tsize())
                  .number(row.entries())
                  .flag(row.sharded()),
          in -> new DirRow(in.utf8(), in.cid(), in.number(), in.number(), in.flag()));

  public static final Table<RedirectRow> REDIRECTS =
      new Table<>(
          "redirects",
          schema("redirects")
              .text("source_path")
              .optionalText("target")
              .text("status")
              .text("served")
              .build(),
          List.of(),
          (row, out) ->
              out.text(row.source())
                  .text(row.target())
                  .text(row.status().text())
                  .text(row.served().text()),
          in ->
              new RedirectRow(
                  in.text(),
                  in.optionalText(),
                  RedirectRow.Status.of(in.text()),
                  RedirectRow.Served.of(in.text())));

  public static final Table<BlockRow> BLOCKS =
      new Table<>(
          "blocks",
          schema("blocks")
              .text("cid")
              .text("codec")
              .text("shard")
              .number("offset")
              .number("length")
              .build(),
          List.of("cid"),
          (row, out) ->
              out.text(row.cid().toString())
                  .text(row.cid().codec().toString())
                  .text(row.shard())
                  .number(row.offset())
                  .number((long) row.lengthBytes()),
          Tables::block);

  public static final Table<ErrorRow> ERRORS =
      new Table<>(
          "errors",
          schema("errors").text("source_entry").text("stage").text("reason").build(),
          List.of(),
          (row, out) -> out.text(row.sourceEntry()).text(row.stage()).text(row.reason()),
          in -> new ErrorRow(in.text(), in.text(), in.text()));

  public static final Table<LinkRow> LINKS =
      new Table<>(
          "links",
          schema("links").text("from").text("to").text("kind").optionalText("resolved").build(),
          List.of("to"),
          (row, out) ->
              out.text(row.from())
                  .text(row.to())
                  .text(LinkRow.text(row.kind()))
                  .optionalText(row.resolved()),
          in -> new LinkRow(in.utf8(), in.utf8(), LinkRow.kind(in.text()), in.optionalUtf8()));

  /** All of them, in the order in which they are documented. */
  public static List<Table<?>> all() {
    return List.of(FILES, DIRS, REDIRECTS, BLOCKS, ERRORS, LINKS);
  }

  private static BlockRow block(ColumnReader in) {
    Cid cid = in.cid();
    String codec = in.text();
    if (!codec.equals(cid.codec().toString())) {
      throw new IllegalArgumentException("codec " + codec + " of " + cid);
    }
    return new BlockRow(cid, in.text(), in.number(), Math.toIntExact(in.number()));
  }

  private static Columns schema(String name) {
    return new Columns(name);
  }
}
