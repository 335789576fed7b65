package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.wikimill.formats.dumps.DumpPage;

/** What is learned of a page while it is rendered. */
final class PageState {
  private final DumpPage page;
  private final Work work;
  private final Strips strips = new Strips();
  private final Set<String> categories = new LinkedHashSet<>();
  private final List<LanguageLink> languages = new ArrayList<>();
  private Optional<String> displayTitle = Optional.empty();
  private boolean disambiguation;

  PageState(DumpPage page, Work work) {
    this.page = page;
    this.work = work;
  }

  DumpPage page() {
    return page;
  }

  Work work() {
    return work;
  }

  Strips strips() {
    return strips;
  }

  void category(String title) {
    categories.add(title);
  }

  void language(LanguageLink link) {
    if (!languages.contains(link)) {
      languages.add(link);
    }
  }

  /** Takes the title to show, as wikitext; {@link #finishDisplayTitle} makes it HTML. */
  void displayTitle(String wikitext) {
    displayTitle = Optional.of(wikitext);
  }

  void finishDisplayTitle(UnaryOperator<String> rendering) {
    displayTitle = displayTitle.map(rendering);
  }

  void disambiguation() {
    disambiguation = true;
  }

  Rendered rendered(String html, Optional<String> failure) {
    return new Rendered(
        html,
        List.copyOf(categories),
        List.copyOf(languages),
        disambiguation,
        displayTitle,
        work.missingCalls(),
        failure);
  }
}
