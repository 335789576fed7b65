package org.wikimill.formats.wikitext;

import java.util.Optional;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;

/** Titles and the wiki's namespaces, as Lua's tables. */
final class LuaTitles {
  private final Expander expander;
  private final Titles titles;

  LuaTitles(Expander expander) {
    this.expander = expander;
    this.titles = expander.titles();
  }

  void install(LuaTable host) {
    host.set("title", LuaStrings.function(this::title));
    host.set("makeTitle", LuaStrings.function(this::makeTitle));
    host.set(
        "currentTitle",
        LuaStrings.function(args -> table(expander.state().page().title(), Optional.empty())));
    host.set(
        "namespace",
        LuaStrings.function(args -> LuaValue.valueOf(number(LuaText.text(args.arg1())))));
    host.set("exists", LuaStrings.function(args -> LuaValue.valueOf(content(args).isPresent())));
    host.set(
        "content",
        LuaStrings.function(args -> content(args).<LuaValue>map(LuaText::of).orElse(LuaValue.NIL)));
    host.set("site", site());
  }

  /** Of the page itself too, whose text the wiki's store of templates need not have. */
  private Optional<String> content(Varargs args) {
    String title = titles.canonical(LuaText.text(args.arg1()));
    DumpPage page = expander.state().page();
    return title.equals(page.title())
        ? Optional.of(((DumpPage.Text) page.content()).text())
        : expander.templates().source(title);
  }

  private int number(String name) {
    return name.matches("-?\\d{1,6}") ? Integer.parseInt(name) : titles.namespace(name + ":x");
  }

  private LuaValue title(Varargs args) {
    String given = HtmlText.decoded(LuaText.text(args.arg(1)));
    String namespace = LuaText.text(args.arg(2));
    int hash = given.indexOf('#');
    String name = hash < 0 ? given : given.substring(0, hash);
    if ((name.isBlank() && hash < 0)
        || name.chars().anyMatch(c -> "<>[]{}|\u007f".indexOf(c) >= 0)) {
      return LuaValue.NIL;
    }
    boolean prefixed = namespace.isEmpty() || titles.namespace(name) != 0;
    String full = prefixed ? name : prefix(number(namespace)) + name;
    return table(
        titles.canonical(full),
        hash < 0 ? Optional.empty() : Optional.of(given.substring(hash + 1)));
  }

  private LuaValue makeTitle(Varargs args) {
    int namespace = number(LuaText.text(args.arg(1)));
    return table(titles.canonical(prefix(namespace) + LuaText.text(args.arg(2))), Optional.empty());
  }

  private String prefix(int namespace) {
    return titles.name(namespace).map(name -> name + ":").orElse("");
  }

  private LuaTable table(String title, Optional<String> fragment) {
    int namespace = titles.namespace(title);
    String text = namespace == 0 ? title : title.substring(title.indexOf(':') + 1);
    int first = namespace == 0 ? -1 : text.indexOf('/');
    int last = namespace == 0 ? -1 : text.lastIndexOf('/');
    LuaTable table = new LuaTable();
    set(table, "text", text);
    set(table, "prefixedText", title);
    set(table, "fullText", title + fragment.map(part -> "#" + part).orElse(""));
    set(table, "fragment", fragment.orElse(""));
    set(table, "interwiki", "");
    set(table, "nsText", titles.name(namespace).orElse(""));
    set(table, "subjectNsText", titles.name(namespace & ~1).orElse(""));
    set(table, "talkNsText", titles.name(namespace | 1).orElse(""));
    set(table, "rootText", first < 0 ? text : text.substring(0, first));
    set(table, "baseText", last < 0 ? text : text.substring(0, last));
    set(table, "subpageText", last < 0 ? text : text.substring(last + 1));
    set(table, "contentModel", namespace == 828 ? "Scribunto" : "wikitext");
    table.set("namespace", namespace);
    table.set("id", isPage(title) ? (int) expander.state().page().id() : 0);
    table.set("isTalkPage", LuaValue.valueOf(namespace > 0 && namespace % 2 == 1));
    table.set("isContentPage", LuaValue.valueOf(namespace == 0));
    table.set("isSubpage", LuaValue.valueOf(last >= 0));
    table.set("isExternal", LuaValue.FALSE);
    table.set("isLocal", LuaValue.TRUE);
    table.set("isSpecialPage", LuaValue.valueOf(namespace == -1));
    table.set("canTalk", LuaValue.valueOf(namespace >= 0));
    return table;
  }

  private boolean isPage(String title) {
    return expander.state().page().title().equals(title);
  }

  private static void set(LuaTable table, String name, String value) {
    table.set(name, LuaText.of(value));
  }

  private LuaTable site() {
    LuaTable namespaces = new LuaTable();
    LuaTable subjects = new LuaTable();
    LuaTable talks = new LuaTable();
    LuaTable contents = new LuaTable();
    for (int number = -2; number < 16; number++) {
      add(number, namespaces, subjects, talks);
    }
    for (SiteInfo.Namespace own : expander.site().namespaces().values()) {
      add(own.number(), namespaces, subjects, talks);
    }
    contents.set(0, namespaces.get(0));
    LuaTable site = new LuaTable();
    set(site, "siteName", expander.site().siteName());
    set(site, "server", expander.site().base().replaceFirst("(//[^/]*).*", "$1"));
    set(site, "scriptPath", "/w");
    set(site, "currentVersion", "1.43.0");
    site.set("namespaces", namespaces);
    site.set("subjectNamespaces", subjects);
    site.set("talkNamespaces", talks);
    site.set("contentNamespaces", contents);
    return site;
  }

  private void add(int number, LuaTable namespaces, LuaTable subjects, LuaTable talks) {
    String name = titles.name(number).orElse("");
    LuaTable space = new LuaTable();
    space.set("id", number);
    set(space, "name", name);
    set(space, "canonicalName", name);
    set(space, "displayName", name);
    space.set("aliases", new LuaTable());
    space.set("isSubject", LuaValue.valueOf(number < 0 || number % 2 == 0));
    space.set("isTalk", LuaValue.valueOf(number > 0 && number % 2 == 1));
    space.set("isContent", LuaValue.valueOf(number == 0));
    space.set("hasSubpages", LuaValue.valueOf(number != 0));
    namespaces.set(number, space);
    namespaces.set(LuaText.of(name.replace(' ', '_')), space);
    (number > 0 && number % 2 == 1 ? talks : subjects).set(number, space);
  }
}
