package org.wikimill.formats.wikitext;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The footnotes of a page: numbered as they come, listed where the page says so. */
final class Notes {
  /** A footnote. */
  private static final class Note {
    private final int number;
    private final String id;
    private int uses;
    private String html = "";

    Note(int number, String id) {
      this.number = number;
      this.id = id;
    }
  }

  private final Map<String, Map<String, Note>> groups = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private int all;

  /**
   * A place where a footnote is used.
   *
   * @param html its text; empty where another use has it
   */
  String use(String group, String name, Optional<String> html) {
    Note note = note(group, name);
    html.filter(text -> !text.isBlank()).ifPresent(text -> note.html = text);
    note.uses++;
    String label = group.isEmpty() ? "" : HtmlText.kept(group) + " ";
    return "<sup class=\"mw-ref reference\" id=\"cite_ref-"
        + note.id
        + "-"
        + note.uses
        + "\" rel=\"dc:references\" typeof=\"mw:Extension/ref\"><a href=\"#cite_note-"
        + note.id
        + "\"><span class=\"mw-reflink-text\">["
        + label
        + note.number
        + "]</span></a></sup>";
  }

  /** Gives the text of a footnote that is used elsewhere. */
  void define(String group, String name, String html) {
    Map<String, Note> notes = groups.get(group);
    Note note = notes == null ? null : notes.get(name);
    if (note != null) {
      note.html = html;
    }
  }

  private Note note(String group, String name) {
    Map<String, Note> notes = groups.computeIfAbsent(group, g -> new LinkedHashMap<>());
    String key = name.isEmpty() ? "\0" + all : name;
    Note known = notes.get(key);
    if (known != null) {
      return known;
    }
    all++;
    int number = counts.merge(group, 1, Integer::sum);
    Note note = new Note(number, Integer.toString(all));
    notes.put(key, note);
    return note;
  }

  /** The list of a group's footnotes so far; the group begins anew. */
  String list(String group) {
    Map<String, Note> notes = groups.remove(group);
    if (notes == null) {
      return "";
    }
    StringBuilder out =
        new StringBuilder(
            "<div class=\"mw-references-wrap\" typeof=\"mw:Extension/references\">"
                + "<ol class=\"mw-references references\">");
    notes.values().forEach(note -> item(note, out));
    return out.append("</ol></div>").toString();
  }

  private static void item(Note note, StringBuilder out) {
    out.append("<li id=\"cite_note-")
        .append(note.id)
        .append("\"><span class=\"mw-cite-backlink\">");
    for (int i = 1; i <= note.uses; i++) {
      String arrow = note.uses == 1 ? "↑" : Integer.toString(i);
      out.append("<a href=\"#cite_ref-").append(note.id).append('-').append(i);
      out.append("\" rel=\"mw:referencedBy\">").append(arrow).append("</a> ");
    }
    out.append("</span><span class=\"mw-reference-text\">").append(note.html);
    out.append("</span></li>\n");
  }

  /** Lists of all groups that the page has not listed. */
  String rest() {
    StringBuilder out = new StringBuilder();
    for (String group : java.util.List.copyOf(groups.keySet())) {
      out.append(list(group));
    }
    return out.toString();
  }
}
