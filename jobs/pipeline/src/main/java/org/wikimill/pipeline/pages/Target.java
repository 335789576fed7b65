package org.wikimill.pipeline.pages;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.zim.Dirent;

/**
 * Where a chain of redirects has come to.
 *
 * @param state what is known of that entry
 * @param entry its index
 * @param cluster where its content lies; -1 unless the state is {@link State#CONTENT}
 * @param blob where its content lies; -1 unless the state is {@link State#CONTENT}
 * @param mimeType index of its content in the MIME list; -1 unless the state is {@link
 *     State#CONTENT}
 */
record Target(State state, int entry, int cluster, int blob, int mimeType) {

  /** What a chain has come to. */
  enum State {
    /** Content: the chain ends well. */
    CONTENT,
    /** A redirect: the chain goes on from there. */
    REDIRECT,
    /** No entry, or one without content. */
    NOTHING
  }

  static Target content(Dirent.Content entry) {
    return new Target(
        State.CONTENT, entry.index(), entry.cluster(), entry.blob(), entry.mimeType());
  }

  static Target redirect(int entry) {
    return new Target(State.REDIRECT, entry, -1, -1, -1);
  }

  static Target nothing(int entry) {
    return new Target(State.NOTHING, entry, -1, -1, -1);
  }

  void write(RowWriter out) {
    out.byteValue(state.ordinal())
        .fixedInt(entry)
        .fixedInt(cluster)
        .fixedInt(blob)
        .fixedInt(mimeType);
  }

  static Target read(RowReader in) {
    return new Target(
        State.values()[in.byteValue()], in.fixedInt(), in.fixedInt(), in.fixedInt(), in.fixedInt());
  }
}
