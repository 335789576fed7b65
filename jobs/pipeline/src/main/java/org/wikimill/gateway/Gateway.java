package org.wikimill.gateway;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.NoSuchLinkException;
import org.wikimill.formats.ipld.Cid;

/**
 * An IPFS gateway over blocks that are at hand: a path gateway with trustless answers, and one site
 * at the root, which is an origin of its own as that of a subdomain gateway is.
 *
 * <p>Knows nothing of sockets: requests and answers are values. For use by many threads at once.
 */
public final class Gateway {
  private static final String METHODS = "GET, HEAD, OPTIONS";

  /** So that scripts of other sites can read the answers, as the specification wants it. */
  private static final Map<String, String> FOR_OTHER_SITES =
      Map.of(
          "Access-Control-Allow-Origin",
          "*",
          "Access-Control-Allow-Methods",
          METHODS,
          "Access-Control-Allow-Headers",
          "Content-Type, Range, User-Agent, X-Requested-With",
          "Access-Control-Expose-Headers",
          "Content-Length, Content-Range, X-Chunked-Output, X-Ipfs-Path, X-Ipfs-Roots,"
              + " X-Stream-Output");

  private final BlockSource blocks;
  private final Optional<Cid> site;
  private final Contents contents;
  private final SiteRedirects redirects;
  private final Consumer<String> troubles;

  /**
   * @param site what stands at {@code /}; nothing if empty
   * @param troubles takes a line for each answer that failed for a reason on this side
   */
  public Gateway(BlockSource blocks, Optional<Cid> site, Consumer<String> troubles) {
    this.blocks = blocks;
    this.site = site;
    this.contents = new Contents(blocks);
    this.redirects = new SiteRedirects(blocks, contents);
    this.troubles = troubles;
  }

  /** Answers a request, whatever it is. */
  Answer answer(GatewayRequest request) {
    Answer answer = answerOrError(request);
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.putAll(FOR_OTHER_SITES);
    return new Answer(answer.status(), headers, answer.lengthBytes(), answer.body());
  }

  private Answer answerOrError(GatewayRequest request) {
    try {
      return route(request);
    } catch (HttpFailure e) {
      return Answer.text(e.status(), e.getMessage(), e.headers());
    } catch (NoSuchLinkException e) {
      return Answer.text(404, e.getMessage(), Map.of());
    } catch (MissingBlockException e) {
      return Answer.text(request.isOnlyIfCached() ? 412 : 404, e.getMessage(), Map.of());
    } catch (MalformedInputException e) {
      report(request, e);
      return Answer.text(500, "a damaged block: " + e.reason(), Map.of());
    } catch (IOException e) {
      report(request, e);
      return Answer.text(500, "a block could not be read", Map.of());
    }
  }

  /** Tells what made an answer fail, perhaps in the middle of its body. */
  void report(GatewayRequest request, Throwable failure) {
    troubles.accept(request.path() + ": " + failure.getMessage());
  }

  private Answer route(GatewayRequest request) throws IOException, HttpFailure {
    switch (request.method()) {
      case "GET", "HEAD" -> {}
      case "OPTIONS" -> {
        return Answer.empty(204, Map.of("Allow", METHODS));
      }
      default -> throw new HttpFailure(405, "read only", Map.of("Allow", METHODS));
    }
    Query query = Query.of(request.query());
    ContentPath.Segments segments = ContentPath.Segments.of(request.path());
    ContentPath.Segments clean = segments.cleaned();
    if (!clean.equals(segments)) {
      return moved(clean.encoded() + query.suffix());
    }
    ContentPath path = ContentPath.of(segments, site);
    if (path.names().isEmpty()
        && !path.isDirectory()
        && request.header("Service-Worker").filter("script"::equals).isPresent()) {
      throw new HttpFailure(400, "a service worker for all of the gateway is refused");
    }
    return content(new Asked(request, query, path, Negotiation.of(request, query)));
  }

  private Answer content(Asked asked) throws IOException, HttpFailure {
    Optional<Format> format = asked.negotiation().format();
    DagPath path;
    try {
      path = DagPath.resolve(blocks, asked.path().root(), asked.path().names());
    } catch (NoSuchLinkException e) {
      // Paths under /ipfs/ share one origin, so no site may speak there; nor of what is no page.
      boolean isOfSite = !asked.path().isImmutable() && format.isEmpty();
      Optional<Answer> instead = isOfSite ? redirects.answer(asked) : Optional.empty();
      return instead.orElseThrow(() -> e);
    }
    if (format.isEmpty()) {
      return contents.content(asked, path);
    }
    return switch (format.get()) {
      case RAW -> contents.block(asked, path, Format.RAW);
      case CAR -> contents.car(asked, path);
      case JSON, CBOR, DAG_JSON, DAG_CBOR, TAR -> contents.converted(asked, path, format.get());
      case IPNS_RECORD -> throw new HttpFailure(400, "no names under /ipfs/, so no records");
    };
  }

  /** Caches ask again: what stands at {@code /} may change. */
  static Answer moved(String location) {
    return redirect(301, location);
  }

  /** The same with another status. */
  static Answer redirect(int status, String location) {
    return Answer.empty(status, Map.of("Location", location, "Cache-Control", "no-cache"));
  }

  /**
   * A request, understood.
   *
   * @param path of what it asks for
   */
  record Asked(GatewayRequest request, Query query, ContentPath path, Negotiation negotiation) {

    /** The headers that say where in IPFS the content stands, and how long it may be kept. */
    Map<String, String> headers(DagPath resolved) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("X-Ipfs-Path", path.ipfsPath());
      List<String> roots = resolved.roots().stream().map(Cid::toString).toList();
      headers.put("X-Ipfs-Roots", String.join(",", roots));
      headers.put(
          "Cache-Control", path.isImmutable() ? "public, max-age=29030400, immutable" : "no-cache");
      negotiation
          .format()
          .filter(format -> !negotiation.isInUrl())
          .ifPresent(format -> headers.put("Content-Location", locationOf(format)));
      return headers;
    }

    private String locationOf(Format format) {
      String more = query.text().isEmpty() ? "" : "&" + query.text();
      return path.url() + "?format=" + format.parameter() + more;
    }

    /** Whether the client has the answer of that tag already. */
    boolean isKnown(String tag) {
      return request
          .header("If-None-Match")
          .filter(list -> EntityTags.match(list, tag, EntityTags.Comparison.WEAK))
          .isPresent();
    }

    /** Whether the client wants no other answer than that of a tag which is not this one. */
    boolean isRefused(String tag) {
      return request
          .header("If-Match")
          .filter(list -> !EntityTags.match(list, tag, EntityTags.Comparison.STRONG))
          .isPresent();
    }

    /** The part of a body of that length that is asked for; empty for all. */
    Optional<ByteRange> range(String tag, long length) throws HttpFailure {
      Optional<String> range = request.header("Range");
      boolean isOfThis =
          request
              .header("If-Range")
              .map(list -> EntityTags.match(list, tag, EntityTags.Comparison.STRONG))
              .orElse(true);
      return range.isPresent() && isOfThis && !request.isHead()
          ? ByteRange.parse(range.get(), length)
          : Optional.empty();
    }
  }
}
