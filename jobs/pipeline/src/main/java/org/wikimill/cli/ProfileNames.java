package org.wikimill.cli;

import java.util.Iterator;
import org.wikimill.formats.ipld.CidProfile;

/** The names of the profiles, for help and completion. */
final class ProfileNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return CidProfile.names().iterator();
  }
}
