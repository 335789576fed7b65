package org.wikimill.pipeline.pages;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.rows.PageRow;

/** A redirect of the source, and how far its chain has been followed. */
record Redirect(int entry, boolean inTree, byte[] name, byte[] title, Target target) {

  Redirect to(Target newTarget) {
    return new Redirect(entry, inTree, name, title, newTarget);
  }

  boolean goesOn() {
    return target.state() == Target.State.REDIRECT;
  }

  byte[] value(RowWriter out) {
    out.clear().fixedInt(entry).byteValue(inTree ? 1 : 0);
    target.write(out);
    return out.bytes(name).raw(title).toBytes();
  }

  static Redirect of(byte[] value) {
    RowReader in = new RowReader(value);
    int entry = in.fixedInt();
    boolean inTree = in.byteValue() == 1;
    Target target = Target.read(in);
    return new Redirect(entry, inTree, in.bytes(), in.rest(), target);
  }

  /** The page that this redirect is when there is nothing more to follow. */
  PageRow page() {
    return switch (target.state()) {
      case CONTENT -> page(PageRow.Kind.ALIAS, target.entry());
      case NOTHING -> page(PageRow.Kind.DANGLING, entry);
      case REDIRECT -> page(PageRow.Kind.LOOP, entry);
    };
  }

  private PageRow page(PageRow.Kind kind, int shown) {
    return new PageRow(
        kind,
        entry,
        inTree,
        name,
        title,
        target.mimeType(),
        shown,
        target.cluster(),
        target.blob());
  }
}
