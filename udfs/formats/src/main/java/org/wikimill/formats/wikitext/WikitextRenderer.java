package org.wikimill.formats.wikitext;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;

/**
 * Makes HTML of a wiki's pages, one after the other, from wikitext and from the templates and
 * modules that the dump holds.
 *
 * <p>What comes of a page depends on it, on the texts and the limits alone: not on the pages before
 * it, nor on time. It asks nothing of network or files. Serves one thread.
 */
public final class WikitextRenderer {
  private static final PageTexts NO_TEXTS = title -> Optional.empty();

  private final Titles titles;
  private final SiteInfo site;
  private final RenderLimits limits;
  private final Templates templates;
  private final Templates noTemplates;
  private final LuaModules.Prototypes prototypes;

  /** A renderer of one wiki. */
  public WikitextRenderer(Titles titles, SiteInfo site, PageTexts texts, RenderLimits limits) {
    this.titles = titles;
    this.site = site;
    this.limits = limits;
    this.templates = new Templates(texts, titles, limits.cacheChars());
    this.prototypes = new LuaModules.Prototypes(limits.cacheChars());
    this.noTemplates = new Templates(NO_TEXTS, titles, limits.cacheChars());
  }

  /**
   * The HTML of a page.
   *
   * @param page with text as its content; whatever its model, it is taken as wikitext
   * @throws IOException if the texts cannot be read
   */
  public Rendered render(DumpPage page) throws IOException {
    if (!(page.content() instanceof DumpPage.Text text)) {
      throw new IllegalArgumentException("no wikitext: " + page.title());
    }
    AtomicReference<Rendered> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    RenderThread thread = new RenderThread(() -> run(page, text.text(), result, failure));
    thread.start();
    await(thread);
    if (failure.get() instanceof Work.Unreadable unreadable) {
      throw unreadable.reason();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("Rendering " + page.title(), failure.get());
    }
    return result.get();
  }

  private static void await(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while rendering");
    }
  }

  private void run(
      DumpPage page,
      String text,
      AtomicReference<Rendered> result,
      AtomicReference<Throwable> failure) {
    try {
      result.set(rendered(page, text));
    } catch (Throwable e) {
      failure.set(e);
    }
  }

  /** With templates; if that fails without them; if that fails too, the source. */
  private Rendered rendered(DumpPage page, String text) {
    try {
      return attempt(page, text, templates, Optional.empty());
    } catch (RuntimeException | Work.Exceeded | StackOverflowError e) {
      return withoutTemplates(page, text, reason(e));
    }
  }

  private Rendered withoutTemplates(DumpPage page, String text, String failure) {
    try {
      return attempt(page, text, noTemplates, Optional.of(failure));
    } catch (RuntimeException | Work.Exceeded | StackOverflowError e) {
      PageState state = new PageState(page, new Work(limits));
      String source = "<pre>" + HtmlText.escaped(text) + "</pre>";
      return state.rendered(source, Optional.of(failure + "; " + reason(e)));
    }
  }

  private static String reason(Throwable e) {
    return e instanceof Work.Exceeded ? e.getMessage() : e.toString();
  }

  private Rendered attempt(DumpPage page, String text, Templates from, Optional<String> failure) {
    PageState state = new PageState(page, new Work(limits));
    RenderThread.begin(state.work());
    Expander expander = new Expander(titles, site, from, state, new LuaModules(prototypes));
    String expanded = expander.expand(text, Frame.page(page.title()));
    Markup markup = new Markup(site, titles, state);
    String html = HtmlBody.finished(markup.page(expanded));
    state.finishDisplayTitle(title -> HtmlBody.finished(markup.inline(title)));
    return state.rendered(html, failure);
  }
}
