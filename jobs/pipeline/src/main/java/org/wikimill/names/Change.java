package org.wikimill.names;

import java.util.List;
import org.xbill.DNS.Name;

/** What it takes to make a link the only one of its name, as {@link DynamicUpdate} plans it. */
public final class Change {
  private final DnsLink link;
  private final Name zone;
  private final Texts before;
  private final Texts after;

  Change(DnsLink link, Name zone, Texts before, Texts after) {
    this.link = link;
    this.zone = zone;
    this.before = before;
    this.after = after;
  }

  DnsLink link() {
    return link;
  }

  Name name() {
    return Texts.name(link);
  }

  Name zone() {
    return zone;
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
