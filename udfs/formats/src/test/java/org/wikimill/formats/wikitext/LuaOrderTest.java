package org.wikimill.formats.wikitext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.dumps.Titles;

/**
 * The process makes up the identity of each object anew, so an order that depends on it would
 * hardly pass once.
 */
class LuaOrderTest {
  private static final String MODULE =
      """
      local p = {}
      local objects, names = {}, {}
      for i = 1, 12 do
        local object = i % 2 == 0 and {} or function() return i end
        objects[i], names[object] = object, 'o' .. i
      end
      names[true], names[false] = 'yes', 'no'
      local function each(t)
        local found = {}
        for k in pairs(t) do found[#found + 1] = names[k] or k end
        return table.concat(found, ' ')
      end
      local function filled()
        local t = { 'x', [true] = 1, [2.5] = 1, name = 1, [false] = 1 }
        for i = 12, 1, -1 do t[objects[i]] = i end
        return t
      end
      p.all = function() return each(filled()) end
      p.raw = function()
        local t = {}
        for i = 1, 12 do rawset(t, objects[i], i) end
        return each(t)
      end
      p.handed = function()
        local t = {}
        local front = setmetatable({}, { __newindex = t })
        for i = 1, 12 do front[objects[i]] = i end
        return each(t)
      end
      p.cleared = function()
        local t, found = filled(), {}
        for k in pairs(t) do
          t[k] = nil
          found[#found + 1] = names[k] or k
        end
        return table.concat(found, ' ') .. tostring(next(t))
      end
      p.nested = function()
        local t, found = filled(), 0
        for _ in pairs(t) do for _ in pairs(t) do found = found + 1 end end
        return found
      end
      p.removed = function()
        local t = filled()
        for i = 2, 12 do t[objects[i]] = nil end
        t.name, t[1], t[2.5] = nil, nil, nil
        return each(t)
      end
      p.cloned = function() return each(mw.clone({ [true] = 1, a = 1, [false] = 2 })) end
      p.weak = function()
        local t = setmetatable({}, { __mode = 'kv' })
        for i = 1, 12 do t[objects[i]], t[i] = {}, {} end
        return each(t) .. ' ' .. getmetatable(t).__mode
      end
      p.foreign = function() return tostring((pcall(next, filled(), {}))) end
      p.long = function(f)
        local t, found, last = {}, {}, nil
        local function key(i) return ('k'):rep(40) .. i end
        for i = 1, 200 do t[key(i)] = i end
        t['a constant key of more than 32 bytes, as in tables of names'] = 201
        for i = 1, 199 do
          t[key(i)] = nil
          if i % 20 == 0 then f:expandTemplate{ title = 'Collect' .. i } end
        end
        for _, i in pairs(t) do found[#found + 1] = i end
        table.sort(found)
        return table.concat(found, ' ') .. ' ' .. tostring((pcall(next, t, key(1))))
      end
      p.arguments = function(f)
        local t = { [true] = 1 }
        for i = 1, 12 do t[objects[i]] = i end
        return select(2, pcall(f.expandTemplate, f, { title = 'T', args = t }))
      end
      p.many = function() local t = {} while true do t[{}] = 1 end end
      p.shown = function()
        local masked = setmetatable({}, { __metatable = { __tostring = 1 } })
        local named = setmetatable({}, { __metatable = false, __tostring = function() return 'named' end })
        local found = { tostring({}), tostring(p.shown), tostring(string.len), tostring(masked), tostring(named),
          tostring(mw), tostring(_G), tostring(nil), tostring(true), tostring(1 / 2), tostring('s') }
        for _, f in ipairs{
          function() return string.format('%s', {}) end, function() return string.format('%p', {}) end,
          function() return {} .. 'x' end, function() return {} + 1 end, function() return {} < {} end,
          function() return table.concat({ {} }) end, function() return next({}, {}) end,
          function() return next({ a = 1 }, function() end) end, function() return ({})() end,
          function() return #setmetatable({}, { __len = function() return {} end }) + 1 end,
          function() return tonumber({}) .. '' end, function() return mw.ustring.upper({}) end,
          function() error({}) end, function() local a = {} a[0 / 0] = {} end, function() return ({}).x.y end,
        } do
          found[#found + 1] = tostring(select(2, pcall(f)))
        end
        return table.concat(found, '; ')
      end
      return p
      """;

  private final Wiki wiki = new Wiki().with("Module:M", MODULE).with("Template:T", "x");

  private String call(String function) {
    return wiki.html("{{#invoke:M|" + function + "}}").replaceAll("</?p>|\n", "");
  }

  @ParameterizedTest
  @CsvSource({
    "all, 1 2.5 name no yes o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12",
    "raw, o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12",
    "handed, o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12",
    "cleared, 1 2.5 name no yes o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12nil",
    "nested, 289",
    "removed, no yes o1",
    "cloned, a no yes",
    "weak, 1 2 3 4 5 6 7 8 9 10 11 12 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 kv",
    "foreign, false",
  })
  void keysWithoutContentComeLastInTheOrderOfTheirFirstUse(String function, String keys) {
    assertThat(call(function)).isEqualTo(keys);
  }

  @Test
  void removedLongKeysAreKnownWhateverTheCollectorOfGarbageDid() throws IOException {
    WikitextRenderer renderer =
        new WikitextRenderer(
            new Titles(Wiki.SITE),
            Wiki.SITE,
            title -> {
              if (title.startsWith("Template:Collect")) {
                System.gc();
              }
              return Optional.of(title.equals("Module:M") ? MODULE : "");
            },
            RenderLimits.DEFAULT);
    assertThat(renderer.render(Wiki.page("Page", "{{#invoke:M|long}}")).html())
        .isEqualTo("<p>200 201 true\n</p>\n");
  }

  @RepeatedTest(5)
  void whatFailsForOneOfManyKeysFailsForTheSame() {
    assertThat(call("arguments")).contains("string").doesNotContain("table").doesNotContain("func");
  }

  @Test
  void addressesOfObjectsAreNotShown() {
    assertThat(call("shown"))
        .startsWith("table; function; function; table; named; table; table; nil; true; 0.5; s; ")
        .doesNotContainPattern("(table|function|userdata|builtin|closure):? [0-9a-f]{2,}")
        .doesNotContainPattern("@[0-9a-f]{2,}");
  }

  @Test
  void keysWithoutEndAreCutOff() {
    RenderLimits few = new RenderLimits(1_000, 30, 100_000, 1_000_000, 100, 50_000, 100_000);
    assertThat(wiki.within(few).render("{{#invoke:M|many}}").failure())
        .hasValueSatisfying(reason -> assertThat(reason).contains("as keys"));
  }
}
