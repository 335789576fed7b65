package org.wikimill.pipeline.blocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.article.CategoryMembers;
import org.wikimill.formats.article.CategoryMembers.Member;
import org.wikimill.formats.site.SitePage;
import org.wikimill.pipeline.rows.MemberRow;

/**
 * Cuts the members of one category after the other into parts, as they come; holds no more than one
 * part, and the first.
 */
final class MemberLists {
  private final List<Member> members = new ArrayList<>();
  private String category = "";
  private int number = 1;
  private CategoryMembers first = CategoryMembers.none("");

  /**
   * Takes the next member. A page with a part that is full, and is not the first, is to be made.
   */
  Optional<SitePage> add(MemberRow row) {
    if (category.isEmpty()) {
      category = row.category();
    }
    Optional<SitePage> full =
        members.size() == CategoryMembers.PART ? flush(true) : Optional.empty();
    members.add(new Member(CategoryMembers.Type.values()[row.type()], row.title()));
    return full;
  }

  /** Ends the members of a category, whose page comes now. A page with the last is to be made. */
  Optional<SitePage> end() {
    Optional<SitePage> last = members.isEmpty() ? Optional.empty() : flush(false);
    if (number == 1) {
      first = CategoryMembers.none("");
    }
    category = "";
    number = 1;
    return last;
  }

  /** The first members of the category whose page comes now. */
  CategoryMembers first(String title) {
    return first.category().equals(title) ? first : CategoryMembers.none(title);
  }

  private Optional<SitePage> flush(boolean more) {
    CategoryMembers part = new CategoryMembers(category, number, members, more);
    members.clear();
    number++;
    if (part.number() == 1) {
      first = part;
      return Optional.empty();
    }
    return Optional.of(part.page());
  }
}
