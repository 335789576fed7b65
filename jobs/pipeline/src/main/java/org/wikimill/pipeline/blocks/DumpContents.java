package org.wikimill.pipeline.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.pipeline.blocks.Articles.Article;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPlan.Depth;

/**
 * The pages of a dump, rendered: ranges are clusters, pages are blobs.
 *
 * <p>A page that nobody asks for is read, since pages have no places in what is compressed, but not
 * rendered.
 */
final class DumpContents implements Contents {
  private static final int NONE = -1;

  private final DumpPlan plan;
  private final Articles renderer;
  private final FileBuilder builder;
  private final LongConsumer storedBytes;
  private PageCursor pages;
  private int cluster = NONE;
  private int blob = NONE;
  private MalformedInputException damage;
  private Article article;
  private Provenance provenance;
  private UnixFsFile file;

  /**
   * @param storedBytes is told how many bytes of the dump each range takes that is read
   */
  DumpContents(DumpPlan plan, Articles renderer, FileBuilder builder, LongConsumer storedBytes) {
    this.plan = plan;
    this.renderer = renderer;
    this.builder = builder;
    this.storedBytes = storedBytes;
  }

  @Override
  public UnixFsFile file(int ofCluster, int ofBlob) throws IOException {
    moveTo(ofCluster, ofBlob);
    if (file == null) {
      file = builder.build(article.html(), 0, article.html().length);
    }
    return file;
  }

  @Override
  public Optional<Bytes> bytes(int ofCluster, int ofBlob, int maxBytes) throws IOException {
    moveTo(ofCluster, ofBlob);
    return article.html().length > maxBytes
        ? Optional.empty()
        : Optional.of(new Bytes(article.html(), article.html().length));
  }

  @Override
  public Optional<Provenance> provenance() {
    return Optional.of(provenance);
  }

  @Override
  public Optional<Articles> articles() {
    return Optional.of(renderer);
  }

  private void moveTo(int ofCluster, int ofBlob) throws IOException {
    if (ofCluster != cluster) {
      open(ofCluster);
    }
    if (damage != null) {
      throw damage;
    }
    if (ofBlob == blob) {
      return;
    }
    file = null;
    try {
      for (; blob < ofBlob; blob++) {
        if (!pages.next()) {
          throw changed(ofBlob);
        }
      }
      render(pages.page());
    } catch (MalformedInputException e) {
      damage = e;
      throw e;
    }
  }

  private void open(int ofCluster) throws IOException {
    close();
    blob = NONE;
    damage = null;
    pages = plan.open(ofCluster, Depth.ALL);
    cluster = ofCluster;
    storedBytes.accept(plan.rangeBytes(ofCluster));
  }

  private void render(DumpPage page) throws IOException {
    if (page.source().isEmpty()) {
      throw changed(blob);
    }
    article = renderer.render(page);
    byte[] sha256 = Digests.sha256().digest(page.source().get().getBytes(UTF_8));
    provenance = new Provenance(sha256, page.id(), page.revisionId(), article.failure());
  }

  private MalformedInputException changed(int ofBlob) {
    return new MalformedInputException(
        "dump changed while it was read",
        plan.file(cluster).location(),
        -1,
        "page " + ofBlob + " in range " + cluster,
        "none");
  }

  @Override
  public void close() throws IOException {
    if (pages != null) {
      pages.close();
      pages = null;
    }
  }
}
