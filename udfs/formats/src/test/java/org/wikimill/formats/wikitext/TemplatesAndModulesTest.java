package org.wikimill.formats.wikitext;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesAndModulesTest {
  private final Wiki wiki =
      new Wiki()
          .with("Template:Echo", "{{{1|none}}}/{{{name|none}}}")
          .with("Template:Doc", "<includeonly>in</includeonly><noinclude>out</noinclude>")
          .with("Template:Only", "a<onlyinclude>b</onlyinclude>c")
          .with("Template:Moved", "#REDIRECT [[Template:Echo]]")
          .with("Template:List", "* item")
          .with(
              "Module:M",
              """
              local p = {}
              p.args = function(f) return f.args[1] .. ',' .. (f:getParent().args.x or 'no') end
              p.count = function(f) n = (n or 0) + 1 return n end
              p.fail = function() error('broken') end
              p.half = function() return 'x' .. 1 / 3 .. ' ' .. tostring(2.0) end
              p.words = function(f)
                local t = {}
                for w in mw.ustring.gmatch(f.args[1], '%a+') do t[#t + 1] = mw.ustring.upper(w) end
                return table.concat(t, '-')
              end
              p.html = function() return tostring(mw.html.create('b'):addClass('c'):css('color', 'red'):wikitext('[[x]]')) end
              p.message = function() return mw.message.newRawMessage('$2 $1', {'a', 'b'}):plain() end
              p.now = function() return os.date('!%Y-%m-%d', os.time()) .. mw.getContentLanguage():formatDate('Y') end
              p.languages = function()
                local own, en = mw.language.fetchLanguageNames(), mw.language.fetchLanguageNames('en', 'all')
                return own.de .. ' ' .. en.de .. ' ' .. mw.language.fetchLanguageName('ru') .. ' '
                  .. mw.language.fetchLanguageName('en', 'de') .. ' [' .. mw.language.fetchLanguageName('xx-none') .. ']'
              end
              p.here = function() return mw.title.getCurrentTitle():getContent():sub(1, 1) end
              p.pre = function(f) return f:preprocess('{{Echo|a}}') .. f:expandTemplate{title = 'Echo', args = {'b'}} end
              return p
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      textBlock =
          """
          {{echo|a|name= b }}       @ a/b
          {{Echo}}                  @ none/none
          {{Moved|x}}               @ x/none
          {{Doc}}{{Only}}           @ inb
          [{{Missing|x}}]           @ []
          {{#if: |a|b}}{{#if:x|a|b}} @ ba
          {{#ifeq:1.0|1|a|b}}       @ a
          {{#switch:b|a=1|b|c=2|#default=3}} @ 2
          {{#switch:z|a=1|#default=3}} @ 3
          {{#expr: 2 + 3 * 2 ^ 2 round 0}} @ 14
          {{#expr: 1 / 3}}          @ 0.33333333333333
          {{#ifexpr: 3 > 2 and not 0|a|b}} @ a
          {{#iferror:{{#expr:x}}|e|o}} @ e
          {{#time:Y-m-d H:i}}       @ 2024-02-29 12:34
          {{#time:j F Y|2020-01-05 +1 month}} @ 5 February 2020
          {{CURRENTYEAR}} {{PAGENAME}} {{NAMESPACE:Talk:X}} @ 2024 Page Talk
          {{formatnum:1234567.8}} {{lc:AB}} {{padleft:7|3}} @ 1,234,567.8 ab 007
          {{#invoke:M|args|a}}      @ a,no
          {{#invoke:M|count}}{{#invoke:M|count}} @ 11
          [{{#invoke:M|fail}}{{#invoke:None|x}}] @ []
          {{#invoke:M|half}}        @ x0.33333333333333 2
          {{#invoke:M|words|žlutý kůň}} @ ŽLUTÝ-KŮŇ
          {{#invoke:M|message}}     @ b a
          {{#invoke:M|now}}         @ 2024-02-292024
          {{#invoke:M|languages}}   @ Deutsch German русский Englisch []
          {{#language:de}} {{#language:de|en}} @ Deutsch German
          x{{#invoke:M|here|-}}     @ xx
          {{#invoke:M|pre}}         @ a/noneb/none
          """)
  void callsGiveWhatMediaWikiGives(String wikitext, String text) {
    assertThat(wiki.html(wikitext.strip()).replaceAll("</?p>|\n", "")).isEqualTo(text.strip());
  }

  @Test
  void elementsOfModulesAreMarkup() {
    assertThat(wiki.html("{{#invoke:M|html}}"))
        .contains("<b class=\"c\" style=\"color:red\"><a rel=\"mw:WikiLink\" href=\"./X\"");
  }

  @Test
  void aListOfATemplateBeginsOnALineOfItsOwn() {
    assertThat(wiki.html("a {{List}}")).contains("<ul><li>item");
  }

  @Test
  void footnotesInTemplatesSeeTheirArguments() {
    Wiki notes = new Wiki().with("Template:N", "<ref name=\"{{{1}}}\">of {{{1}}}</ref>");
    assertThat(notes.html("a{{N|x}}")).contains("of x");
  }

  @Test
  void whatIsMissingIsCountedAndNotShown() {
    Rendered page = wiki.render("a {{No such|{{Nor this}}}} {{#invoke:M|fail}} b");
    assertThat(page.html()).isEqualTo("<p>a   b\n</p>\n");
    assertThat(page.missing()).isEqualTo(2);
    assertThat(page.failure()).isEmpty();
  }

  @Test
  void aPageIsTheSameWhateverWasRenderedBefore() {
    RenderLimits noCache = new RenderLimits(500_000, 60, 1_000_000, 1_000_000, 190, 100_000, 0);
    String text = "{{Echo|a}}{{#invoke:M|count}}{{#invoke:M|html}}<ref>x</ref>";
    WikitextRenderer renderer = wiki.renderer();
    Rendered first = Wiki.render(renderer, text);
    Wiki.render(renderer, "{{#invoke:M|count}}<ref>y</ref>");
    assertThat(Wiki.render(renderer, text)).isEqualTo(first);
    assertThat(wiki.within(noCache).render(text)).isEqualTo(first);
  }
}
