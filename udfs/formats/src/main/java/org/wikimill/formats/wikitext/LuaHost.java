package org.wikimill.formats.wikitext;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What the wiki's part of Lua, {@code mw.lua}, asks of the program. */
final class LuaHost {
  private static final List<String> RIGHT_TO_LEFT =
      List.of("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "arz", "azb", "ckb", "dv", "pnb");

  private final Expander expander;
  private final LuaOrder order;
  private final DateFormat dates;
  private final LuaTitles titles;
  private final List<Frame> frames = new ArrayList<>();
  private final LuaTable host = new LuaTable();

  LuaHost(Expander expander, LuaOrder order) {
    this.expander = expander;
    this.order = order;
    ZonedDateTime now =
        new Variables(expander.titles(), expander.site(), expander.state().page()).now();
    this.dates = new DateFormat(now, expander.site().language());
    this.titles = new LuaTitles(expander);
    frames();
    texts();
    wiki(new LuaClock(now, dates));
    titles.install(host);
  }

  LuaTable table() {
    return host;
  }

  /** The number by which Lua knows a frame. */
  int idOf(Frame frame) {
    frames.add(frame);
    return frames.size() - 1;
  }

  private void put(String name, Function<Varargs, Varargs> body) {
    host.set(name, LuaStrings.function(body));
  }

  private Frame frame(Varargs args) {
    return frames.get(args.checkint(1));
  }

  private void frames() {
    put("argument", this::argument);
    put(
        "names",
        args -> {
          LuaTable names = new LuaTable();
          frame(args).names().forEach(name -> names.set(key(name), LuaValue.TRUE));
          return names;
        });
    put(
        "parent",
        args ->
            frame(args).parent().isEmpty()
                ? LuaValue.NIL
                : LuaValue.valueOf(idOf(frame(args).parent().get())));
    put("frameTitle", args -> LuaText.of(frame(args).title()));
    put("preprocess", args -> LuaText.of(expander.expand(LuaText.text(args.arg(2)), frame(args))));
    put("expandTemplate", this::expandTemplate);
    put("callParserFunction", this::callParserFunction);
    put("extensionTag", this::extensionTag);
    put(
        "newChild",
        args ->
            LuaValue.valueOf(
                idOf(filled(frame(args).call(LuaText.text(args.arg(2))), args.checktable(3)))));
  }

  private Varargs argument(Varargs args) {
    Optional<String> value = frame(args).argument(LuaText.text(args.arg(2)), expander);
    return value.isEmpty() ? LuaValue.NIL : LuaText.of(value.get());
  }

  /** Numbers in Lua's tables are numbers. */
  private static LuaValue key(String name) {
    boolean digits =
        !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && (name.charAt(0) != '0' || name.length() == 1)
        ? LuaValue.valueOf(Integer.parseInt(name))
        : LuaText.of(name);
  }

  private Frame filled(Frame frame, LuaTable arguments) {
    order.forEach(
        arguments,
        (name, value) -> frame.putText(LuaText.text(name), LuaText.text(value.tostring())));
    return frame;
  }

  private Varargs expandTemplate(Varargs args) {
    String name = LuaText.text(args.arg(2));
    Optional<Templates.Template> template =
        expander.templateTitle(name, frame(args)).flatMap(expander.templates()::find);
    if (template.isEmpty() || frame(args).isWithin(template.get().title())) {
      throw new LuaError("frame:expandTemplate: no template " + name);
    }
    Frame called = filled(frame(args).call(template.get().title()), args.checktable(3));
    return LuaText.of(expander.template(template.get(), called));
  }

  private Varargs callParserFunction(Varargs args) {
    String name = LuaText.text(args.arg(2));
    LuaTable given = args.checktable(3);
    int colon = name.indexOf(':');
    boolean split = colon > 0;
    List<Node.Argument> rest = new ArrayList<>();
    for (int i = split ? 1 : 2; !given.get(i).isnil(); i++) {
      rest.add(new Node.Argument(Optional.empty(), text(given.get(i))));
    }
    order.forEach(
        given,
        (key, value) -> {
          if (!key.isint()) {
            rest.add(new Node.Argument(Optional.of(text(key)), text(value)));
          }
        });
    String first =
        split
            ? name.substring(colon + 1)
            : given.get(1).isnil() ? "" : LuaText.text(given.get(1).tostring());
    String function = (split ? name.substring(0, colon) : name).toLowerCase(Locale.ROOT);
    return LuaText.of(
        expander
            .function(function, new FunctionCall(expander, frame(args), first, rest))
            .orElse(""));
  }

  private static List<Node> text(LuaValue value) {
    return List.of(new Node.Text(LuaText.text(value.tostring())));
  }

  private Varargs extensionTag(Varargs args) {
    StringBuilder attributes = new StringBuilder();
    if (args.arg(3).istable()) {
      order.forEach(
          args.checktable(3),
          (name, value) -> {
            String quoted = LuaText.text(value.tostring()).replace("\"", "&quot;");
            attributes.append(' ').append(LuaText.text(name)).append("=\"").append(quoted);
            attributes.append('"');
          });
    }
    String name = LuaText.text(args.arg(1)).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    Optional<String> body =
        args.isnoneornil(2) ? Optional.empty() : Optional.of(LuaText.text(args.arg(2)));
    return LuaText.of(
        expander.state().strips().add(new Strips.Strip(name, attributes.toString(), body)));
  }

  private void texts() {
    host.set("trim", LuaStrings.mapped(LuaHost::trimmed));
    host.set("decode", LuaStrings.mapped(HtmlText::decoded));
    host.set("anchor", LuaStrings.mapped(Anchors::of));
    host.set("encode", LuaStrings.function(LuaHost::encoded));
    host.set("decodeUrl", LuaStrings.mapped(LuaHost::decodedUrl));
    Strips strips = expander.state().strips();
    host.set("unstripNoWiki", LuaStrings.mapped(strips::unstripped));
    host.set("killMarkers", LuaStrings.mapped(text -> strips.replace(text, strip -> "")));
    put("tostring", args -> LuaText.shown(args.checkvalue(1)));
    put(
        "number",
        args ->
            args.arg1().type() == LuaValue.TNUMBER
                ? LuaText.of(LuaText.number(args.arg1()))
                : args.arg1());
    host.set(
        "formatNumber",
        LuaStrings.mapped(text -> Numbers.grouped(text, expander.site().language())));
    put(
        "formatDate",
        args -> LuaText.of(dates.format(LuaText.text(args.arg(1)), LuaText.text(args.arg(2)))));
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && " \t\n\r\f\u000b".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && " \t\n\r\f\u000b".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static Varargs encoded(Varargs args) {
    String style = args.isnoneornil(2) ? "QUERY" : LuaText.text(args.arg(2));
    String text = LuaText.text(args.arg(1));
    String encoded =
        URLEncoder.encode(
            style.equals("WIKI") ? text.replace(' ', '_') : text, StandardCharsets.UTF_8);
    return LuaText.of(style.equals("PATH") ? encoded.replace("+", "%20") : encoded);
  }

  private static String decodedUrl(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private void wiki(LuaClock clock) {
    host.set("language", LuaText.of(expander.site().language()));
    host.set("database", LuaText.of(expander.site().dbName()));
    put(
        "languageName",
        args -> LuaText.of(knownLanguage(LuaText.text(args.arg1()), in(args.arg(2)))));
    put("languageNames", args -> languageNames(in(args.arg1())));
    put(
        "isRightToLeft",
        args -> LuaValue.valueOf(RIGHT_TO_LEFT.contains(LuaText.text(args.arg1()))));
    put("time", clock::time);
    put("date", clock::date);
  }

  /** The language in which languages are to be named; empty for themselves. */
  private static String in(LuaValue code) {
    return code.isstring() ? LuaText.text(code) : "";
  }

  private static String knownLanguage(String code, String in) {
    String name = Variables.languageName(code, in);
    return name.equals(code) ? "" : name;
  }

  private static LuaTable languageNames(String in) {
    LuaTable names = new LuaTable();
    for (String code : Interwiki.languageCodes()) {
      String name = knownLanguage(code, in);
      if (!name.isEmpty()) {
        names.set(code, LuaText.of(name));
      }
    }
    return names;
  }
}
