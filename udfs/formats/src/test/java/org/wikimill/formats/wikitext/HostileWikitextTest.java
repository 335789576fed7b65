package org.wikimill.formats.wikitext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.dumps.Titles;

class HostileWikitextTest {
  private static final RenderLimits SMALL =
      new RenderLimits(2_000, 30, 100_000, 200_000, 100, 50_000, 100_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<SCRIPT/src=//x>",
        "<div onclick=\"alert(1)\" onmouseover='x'>a</div>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "[javascript:alert(1) a]",
        "[[javascript:alert(1)|a]]",
        "[https://x\" onclick=\"alert(1) a]",
        "<div style=\"background:url(//x)\">a</div>",
        "<div style=\"back\\67round:\\75rl(//x)\">a</div>",
        "<span title=\"<script>alert(1)</script>\">a</span>",
        "<nowiki><script>alert(1)</script></nowiki>",
        "<pre><script>alert(1)</script></pre>",
        "<math><script>alert(1)</script></math>",
        "<ref name=\"\"><script>\">x</ref>",
        "<ref group=\"<script>alert(1)</script>\">x</ref>",
        "[[File:x.jpg|thumb|link=javascript:alert(1)|<script>alert(1)</script>]]",
        "[[File:x\"onerror=\"a.jpg|alt=\" onload=\"x]]",
        "<gallery caption='<script>x</script>'>a.jpg|<script>x</script></gallery>",
        "{| onclick=\"x\"\n| onclick=\"x\" | a\n|}",
        "<img src=x onerror=alert(1)><iframe src=//x></iframe><svg onload=x>",
        "{{DISPLAYTITLE:<script>alert(1)</script>}}",
        "<syntaxhighlight lang=\"x\"><script>alert(1)</script></syntaxhighlight>",
        "{{#tag:script|alert(1)}}{{#tag:nowiki|<script>alert(1)</script>}}",
        "\u00020\u0003<b \u00021\u0003>\u0002999999999\u0003",
      })
  void nothingThatRunsOrFetchesPasses(String wikitext) {
    Rendered page = new Wiki().render(wikitext);
    assertThat(page.failure()).isEmpty();
    for (String html : new String[] {page.html(), page.displayTitle().orElse("")}) {
      for (Element element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
        assertThat(element.normalName())
            .isNotIn("script", "iframe", "img", "svg", "math", "style", "object", "form");
        element
            .attributes()
            .forEach(
                attribute -> {
                  assertThat(attribute.getKey()).doesNotStartWith("on");
                  String value = attribute.getValue().toLowerCase(Locale.ROOT);
                  if (attribute.getKey().equals("href")) {
                    assertThat(value).matches("(\\./|#|//|https?:|ftp:).*");
                  } else if (attribute.getKey().equals("style")) {
                    assertThat(value).doesNotContain("url(", "\\");
                  }
                });
      }
    }
  }

  @Test
  void pagesThatCostTooMuchAreCutOffAndShownWithoutTemplates() {
    Wiki wiki =
        new Wiki()
            .within(SMALL)
            .with("Template:Ten", "{{{1}}}".repeat(10))
            .with("Template:Loop", "{{Loop|{{{1|}}}x}} seen")
            .with("Template:Endless", "{{Endless2|{{{1|}}}x}}")
            .with("Template:Endless2", "{{Endless|{{{1|}}}x}}")
            .with("Module:Spin", "return {go = function() while true do end end}")
            .with("Module:Deep", "local function f() return 1 + f() end return {go = f}")
            .with("Module:Caught", "return {go = function() while true do pcall(error) end end}")
            .with(
                "Module:Fill",
                "return {go = function() local s = 'x' while true do s = s .. s end end}")
            .with("Module:Long", "return {go = function() return ('x'):rep(1e9) end}")
            .with(
                "Module:Match",
                "return {go = function() return (('a'):rep(300)):find('.-.-.-.-.-.-b') end}");
    String tens = "{{Ten|".repeat(8) + "x" + "}}".repeat(8);
    assertThat(wiki.render("before " + tens).failure()).isPresent();
    for (String name : new String[] {"Spin", "Deep", "Caught", "Fill", "Long", "Match"}) {
      Rendered page = wiki.render("before {{#invoke:" + name + "|go}} after");
      assertThat(page.failure()).as(name).isPresent();
      assertThat(page.html()).as(name).contains("before", "after");
    }
    assertThat(wiki.render("a {{Loop}} b {{Endless}} c").html()).contains("seen").contains("c");
  }

  @Test
  void nestingWithoutEndIsContained() {
    Wiki wiki = new Wiki();
    for (String open :
        new String[] {
          "{{", "[[", "{|\n|", "<div>", "<ref>", "''", "*", "{{#if:", "{{{", "<!--", "["
        }) {
      Rendered page = wiki.render(open.repeat(20_000) + "end");
      assertThat(page.html()).as(open).isNotNull();
    }
    assertThat(wiki.render("{{#expr:" + "(".repeat(50_000) + "}}").html()).isBlank();
    assertThat(wiki.render("<div>".repeat(3_000) + "{{#if:x|y}}").html()).contains("y");
  }

  @Test
  void textsThatCannotBeReadFailThePageAlsoWhereAModuleCatchesErrors() {
    WikitextRenderer renderer =
        new WikitextRenderer(
            new Titles(Wiki.SITE),
            Wiki.SITE,
            title -> {
              if (title.equals("Module:Catch")) {
                return Optional.of(
                    "return {go = function() return tostring(pcall(mw.loadData, 'Module:X')) end}");
              }
              throw new IOException("gone: " + title);
            },
            RenderLimits.DEFAULT);
    for (String text : new String[] {"{{T}}", "{{#invoke:Catch|go}}"}) {
      assertThatThrownBy(() -> renderer.render(Wiki.page("Page", text)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("gone: ");
    }
  }

  @Test
  void modulesReachNothingOutside() {
    Wiki wiki =
        new Wiki()
            .with(
                "Module:Reach",
                """
                local p = {}
                function p.go()
                  local found = {}
                  for _, name in ipairs{'io', 'dofile', 'loadfile', 'load', 'loadstring', 'luajava',
                      'collectgarbage', 'coroutine', 'host', 'package'} do
                    if _G[name] ~= nil then found[#found + 1] = name end
                  end
                  for _, name in ipairs{'execute', 'exit', 'getenv', 'remove', 'rename', 'tmpname'} do
                    if os[name] ~= nil then found[#found + 1] = 'os.' .. name end
                  end
                  if debug.getinfo or debug.getregistry then found[#found + 1] = 'debug' end
                  if type(getmetatable('')) == 'table' then found[#found + 1] = 'strings' end
                  if string.dump then found[#found + 1] = 'dump' end
                  return 'found: ' .. table.concat(found, ' ') .. '.'
                end
                return p
                """);
    assertThat(wiki.html("{{#invoke:Reach|go}}")).isEqualTo("<p>found: .\n</p>");
  }
}
