package org.wikimill.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.DagWalk;
import org.wikimill.formats.dag.DirectoryReader;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;

/** Makes the answers of a gateway from what a path led to. */
final class Contents {
  private static final byte[] INDEX = "index.html".getBytes(StandardCharsets.US_ASCII);

  /** Of directory listings, which may look different in a later edition. */
  private static final String FOR_A_WEEK = "public, max-age=604800, stale-while-revalidate=2678400";

  /** Codecs whose blocks are sent as they are. */
  private static final Map<Codec, Format> STRUCTURED =
      Map.of(
          Codec.DAG_CBOR,
          Format.DAG_CBOR,
          new Codec(0x0129),
          Format.DAG_JSON,
          new Codec(0x0200),
          Format.JSON,
          new Codec(0x51),
          Format.CBOR);

  private final BlockSource blocks;

  Contents(BlockSource blocks) {
    this.blocks = blocks;
  }

  /** Files as they are, directories as their index page or a list. */
  Answer content(Gateway.Asked asked, DagPath path) throws IOException, HttpFailure {
    Cid cid = path.target();
    UnixFsObject object = UnixFsObject.open(blocks, cid);
    Map<String, String> headers = asked.headers(path);
    if (object instanceof UnixFsObject.File file) {
      String name = asked.query().value("filename").orElse(asked.path().fileName());
      PositionedInput input = new UnixFsReader(blocks, file);
      headers.put("Content-Type", contentType(asked, name, input));
      return whole(asked, headers, tag(cid, ""), input);
    }
    if (object instanceof UnixFsObject.Symlink link) {
      headers.put("Content-Type", "inode/symlink");
      return whole(asked, headers, tag(cid, ""), Inputs.of(cid.toString(), link.target()));
    }
    if (object instanceof UnixFsObject.Other) {
      Format format = STRUCTURED.get(cid.codec());
      if (format == null) {
        throw new HttpFailure(400, "blocks of codec " + cid.codec() + " have no form of their own");
      }
      return block(asked, path, format);
    }
    return directory(asked, headers, object);
  }

  private Answer directory(Gateway.Asked asked, Map<String, String> headers, UnixFsObject directory)
      throws IOException, HttpFailure {
    ContentPath path = asked.path();
    if (!path.isDirectory()) {
      return Gateway.moved(path.url() + "/" + asked.query().suffix());
    }
    Cid cid = directory.cid();
    Optional<Cid> index = DagPath.entry(blocks, cid, INDEX);
    if (index.isPresent()) {
      if (!(UnixFsObject.open(blocks, index.get()) instanceof UnixFsObject.File file)) {
        throw new HttpFailure(422, "index.html is no file");
      }
      headers.put("Content-Type", ContentTypes.HTML);
      return whole(asked, headers, tag(cid, ""), new UnixFsReader(blocks, file));
    }
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Content-Security-Policy", DirectoryPage.POLICY);
    if (path.isImmutable()) {
      headers.put("Cache-Control", FOR_A_WEEK);
    }
    DirectoryReader entries = DirectoryReader.of(blocks, directory).orElseThrow();
    String tag = "\"DirIndex-" + DirectoryPage.EDITION + "_CID-" + cid + "\"";
    return streamed(asked, headers, tag, new DirectoryPage(path, cid, entries));
  }

  /** The bytes of the block, under the media type of a format. */
  Answer block(Gateway.Asked asked, DagPath path, Format format) throws IOException, HttpFailure {
    Cid cid = path.target();
    BlockInput block = BlockInput.of(blocks, cid);
    Map<String, String> headers = asked.headers(path);
    headers.put("Content-Type", format.mediaType());
    headers.put("X-Content-Type-Options", "nosniff");
    boolean isRaw = format == Format.RAW;
    String name = cid + (isRaw ? ".bin" : "." + format.parameter());
    headers.put(
        "Content-Disposition",
        Disposition.attachment(asked.query().value("filename").orElse(name)));
    return whole(asked, headers, tag(cid, "." + format.parameter()), block);
  }

  /** The block if it is of that format already: nothing is converted. */
  Answer converted(Gateway.Asked asked, DagPath path, Format format)
      throws IOException, HttpFailure {
    if (format == STRUCTURED.get(path.target().codec())) {
      return block(asked, path, format);
    }
    // Clients say that they accept JSON for files that are JSON.
    boolean isForAnyFile = format == Format.JSON || format == Format.CBOR;
    if (isForAnyFile && !asked.negotiation().isInUrl()) {
      return content(asked, path);
    }
    throw new HttpFailure(
        406, "not converted here: ask for format=raw or format=car, and convert it yourself");
  }

  /** The blocks that prove the path and what it leads to. */
  Answer car(Gateway.Asked asked, DagPath path) throws IOException, HttpFailure {
    CarOptions options = CarOptions.of(asked.query(), asked.negotiation());
    Cid cid = path.target();
    blocks.block(cid); // so that it is 404 if it is not there
    DagWalk.Scope scope = options.scope();
    DagWalk.Bytes bytes = DagWalk.Bytes.ALL;
    if (options.range().isPresent()
        && UnixFsObject.open(blocks, cid) instanceof UnixFsObject.File file) {
      Optional<DagWalk.Bytes> within = options.range().get().within(file.lengthBytes());
      bytes = within.orElse(bytes);
      scope = within.isPresent() ? scope : DagWalk.Scope.BLOCK;
    }
    Map<String, String> headers = asked.headers(path);
    headers.put("Content-Type", options.mediaType());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Accept-Ranges", "none");
    headers.put(
        "Content-Disposition",
        Disposition.attachment(asked.query().value("filename").orElse(cid + ".car")));
    // The path decides which blocks are sent before, so that it belongs to the tag.
    String tag = "W/\"" + asked.path().ipfsPath() + ".car." + options.tag() + "\"";
    DagWalk walk = new DagWalk(blocks, path, scope, bytes, options.duplicates());
    return streamed(asked, headers, tag, new CarPieces(blocks, cid, walk));
  }

  /** An answer whose length is known, and of which parts can be asked for. */
  private static Answer whole(
      Gateway.Asked asked, Map<String, String> headers, String tag, PositionedInput input)
      throws HttpFailure {
    headers.put("Etag", tag);
    if (asked.isRefused(tag)) {
      throw new HttpFailure(412, "it is another by now");
    }
    if (asked.isKnown(tag)) {
      return notModified(headers);
    }
    headers.put("Accept-Ranges", "bytes");
    disposition(asked.query(), asked.path().fileName())
        .ifPresent(value -> headers.putIfAbsent("Content-Disposition", value));
    long length = input.length();
    Optional<ByteRange> range = asked.range(tag, length);
    if (range.isEmpty()) {
      return new Answer(200, headers, OptionalLong.of(length), new RangeStream(input, 0, length));
    }
    ByteRange part = range.get();
    headers.put("Content-Range", part.of(length));
    return new Answer(
        206,
        headers,
        OptionalLong.of(part.lengthBytes()),
        new RangeStream(input, part.first(), part.lengthBytes()));
  }

  /** An answer that is made while it is sent. */
  private Answer streamed(
      Gateway.Asked asked, Map<String, String> headers, String tag, Piece.Pieces pieces)
      throws HttpFailure {
    headers.put("Etag", tag);
    if (asked.isRefused(tag)) {
      throw new HttpFailure(412, "it is another by now");
    }
    if (asked.isKnown(tag)) {
      return notModified(headers);
    }
    return new Answer(200, headers, OptionalLong.empty(), new PieceStream(blocks, pieces));
  }

  private static Answer notModified(Map<String, String> headers) {
    headers.remove("Content-Type");
    return Answer.empty(304, headers);
  }

  private static Optional<String> disposition(Query query, String pathName) {
    boolean isDownload = query.value("download").filter("true"::equals).isPresent();
    Optional<String> name = query.value("filename");
    if (isDownload) {
      return Optional.of(Disposition.attachment(name.orElse(pathName)));
    }
    return name.map(Disposition::inline);
  }

  private static String contentType(Gateway.Asked asked, String name, PositionedInput input)
      throws IOException {
    Optional<String> byName = ContentTypes.byName(name);
    if (byName.isPresent()) {
      return byName.get();
    }
    byte[] start = new byte[(int) Math.min(ContentTypes.SNIFFED_BYTES, input.length())];
    try {
      input.readFully(0, start, 0, start.length);
    } catch (MissingBlockException e) {
      if (asked.request().header("Range").isPresent()) {
        return ContentTypes.BINARY; // a part can be had without the start
      }
      throw e;
    }
    return ContentTypes.byContent(start);
  }

  private static String tag(Cid cid, String suffix) {
    return "\"" + cid + suffix + "\"";
  }
}
