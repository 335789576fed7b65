package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.NoSuchLinkException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.RedirectRule;

/**
 * Answers about paths that a site does not have, by its file {@code _redirects}.
 *
 * <p>A rule is asked once for each request: what it leads to is not held against the rules again.
 */
final class SiteRedirects {
  /** All that is visible: a URL keeps what its author wrote. */
  private static final String KEPT = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final BlockSource blocks;
  private final Contents contents;

  SiteRedirects(BlockSource blocks, Contents contents) {
    this.blocks = blocks;
    this.contents = contents;
  }

  /**
   * What the site says in place of content that it does not have; empty if it says nothing.
   *
   * @throws HttpFailure 500 if the file cannot be read, is malformed, or shows what is no page
   * @throws NoSuchLinkException if it shows what is not there
   */
  Optional<Answer> answer(Gateway.Asked asked) throws IOException, HttpFailure {
    Optional<RedirectsFile.Match> match = match(asked.path());
    if (match.isEmpty()) {
      return Optional.empty();
    }
    String to = match.get().to();
    int status = match.get().status();
    if (status < 300 || status >= 400) {
      return Optional.of(page(asked, to, status));
    }
    String location = Percent.encode(asked.query().addedTo(to).getBytes(UTF_8), KEPT);
    return isLoop(asked.path(), to)
        ? Optional.empty()
        : Optional.of(Gateway.redirect(status, location));
  }

  private Optional<RedirectsFile.Match> match(ContentPath path) throws IOException, HttpFailure {
    Optional<Cid> cid = DagPath.entry(blocks, path.root(), RedirectsFile.NAME.getBytes(US_ASCII));
    if (cid.isEmpty()) {
      return Optional.empty();
    }
    byte[] file = read(cid.get());
    try {
      return RedirectsFile.parse(file)
          .match(path.names().stream().map(name -> new String(name, UTF_8)).toList());
    } catch (MalformedInputException e) {
      throw unparsable(e);
    }
  }

  private byte[] read(Cid cid) throws IOException, HttpFailure {
    try {
      if (!(UnixFsObject.open(blocks, cid) instanceof UnixFsObject.File file)) {
        throw new HttpFailure(500, "_redirects is not a file");
      }
      if (file.lengthBytes() > RedirectRule.MAX_FILE_BYTES) {
        throw unparsable(RedirectsFile.tooLong(file.lengthBytes()));
      }
      byte[] bytes = new byte[(int) file.lengthBytes()];
      new UnixFsReader(blocks, file).readFully(0, bytes, 0, bytes.length);
      return bytes;
    } catch (MissingBlockException e) {
      throw new HttpFailure(500, "could not read _redirects: " + e.getMessage());
    }
  }

  private static HttpFailure unparsable(MalformedInputException cause) {
    return new HttpFailure(500, "could not parse _redirects: " + cause.getMessage());
  }

  /**
   * Content of the site under that status. With 200 it is what the path that was asked for means;
   * else it is a message, of which no client has a part or wants one.
   */
  private Answer page(Gateway.Asked asked, String to, int status) throws IOException, HttpFailure {
    if (!to.startsWith("/")) {
      throw new HttpFailure(500, "_redirects shows what is not of this site: " + to);
    }
    ContentPath page = page(asked.path().root(), to);
    DagPath target = DagPath.resolve(blocks, page.root(), page.names());
    if (status == 200) {
      return contents.content(asked, target);
    }
    GatewayRequest request = asked.request();
    GatewayRequest plain =
        new GatewayRequest(request.method(), request.path(), null, header -> null);
    Answer answer =
        contents.content(
            new Gateway.Asked(plain, Query.of(null), page, asked.negotiation()), target);
    if (answer.status() != 200) {
      throw new HttpFailure(500, "_redirects shows what is no page: " + to);
    }
    return new Answer(status, answer.headers(), answer.lengthBytes(), answer.body());
  }

  private static ContentPath page(Cid root, String to) throws HttpFailure {
    ContentPath.Segments segments = ContentPath.Segments.of(to.split("[?#]", 2)[0]).cleaned();
    return new ContentPath(root, segments.names(), "", segments.slashAtEnd());
  }

  /** Whether a redirect is to the path that was asked for, so that clients would ask for ever. */
  private static boolean isLoop(ContentPath path, String to) throws HttpFailure {
    if (!to.startsWith("/")) {
      return false;
    }
    ContentPath target = page(path.root(), to);
    return target.url(target.names().size()).equals(path.url(path.names().size()));
  }
}
