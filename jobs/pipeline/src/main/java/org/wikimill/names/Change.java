package org.wikimill.names;

import java.util.List;
import org.xbill.DNS.Name;

/** What it takes to make a link the only one of its name, as {@link DynamicUpdate} plans it. */
public final class Change {
  private final Name zone;
  private final Name name;
  private final Texts before;
  private final Texts after;

  Change(Name zone, Name name, Texts before, Texts after) {
    this.zone = zone;
    this.name = name;
    this.before = before;
    this.after = after;
  }

  Name zone() {
    return zone;
  }

  Name name() {
    return name;
  }

  Texts before() {
    return before;
  }

  Texts after() {
    return after;
  }

  /** Whether anything is to be changed. */
  public boolean isNeeded() {
    return !before.same(after);
  }

  /** What the name leads to before; empty if it leads nowhere. */
  public List<String> paths() {
    return before.paths();
  }
}
