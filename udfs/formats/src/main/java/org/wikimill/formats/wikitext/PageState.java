package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  void displayTitle(String html) {
    displayTitle = Optional.of(html);
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
