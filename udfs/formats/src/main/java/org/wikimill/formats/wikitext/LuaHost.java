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
  private final DateFormat dates;
  private final LuaTitles titles;
  private final List<Frame> frames = new ArrayList<>();
  private final LuaTable host = new LuaTable();

  LuaHost(Expander expander) {
    this.expander = expander;
    ZonedDateTime now =
        new Variables(expander.titles(), expander.site(), expander.state().page()).now();
    this.dates = new DateFormat(now, expander.site().language());
    this.titles = new LuaTitles(expander);
    frames();
    texts();
    wiki(now);
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

  private static Frame filled(Frame frame, LuaTable arguments) {
    Varargs entry = arguments.next(LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      frame.putText(LuaText.text(entry.arg1()), LuaText.text(entry.arg(2).tostring()));
      entry = arguments.next(entry.arg1());
    }
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
    Varargs entry = given.next(LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      if (!entry.arg1().isint()) {
        rest.add(new Node.Argument(Optional.of(text(entry.arg1())), text(entry.arg(2))));
      }
      entry = given.next(entry.arg1());
    }
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
      LuaTable given = args.checktable(3);
      Varargs entry = given.next(LuaValue.NIL);
      while (!entry.arg1().isnil()) {
        String value = LuaText.text(entry.arg(2).tostring()).replace("\"", "&quot;");
        attributes.append(' ').append(LuaText.text(entry.arg1())).append("=\"").append(value);
        attributes.append('"');
        entry = given.next(entry.arg1());
      }
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

  private void wiki(ZonedDateTime now) {
    host.set("language", LuaText.of(expander.site().language()));
    host.set("database", LuaText.of(expander.site().dbName()));
    put("languageName", args -> LuaText.of(knownLanguage(LuaText.text(args.arg1()))));
    put("languageNames", args -> new LuaTable());
    put(
        "isRightToLeft",
        args -> LuaValue.valueOf(RIGHT_TO_LEFT.contains(LuaText.text(args.arg1()))));
    put("time", args -> time(args, now));
    put("date", args -> date(args, now));
  }

  private static String knownLanguage(String code) {
    String name = Variables.languageName(code);
    return name.equals(code) ? "" : name;
  }

  private static Varargs time(Varargs args, ZonedDateTime now) {
    if (!args.arg1().istable()) {
      return LuaValue.valueOf((double) now.toEpochSecond());
    }
    LuaTable fields = args.checktable(1);
    ZonedDateTime start =
        ZonedDateTime.of(fields.get("year").checkint(), 1, 1, 0, 0, 0, 0, now.getZone());
    return LuaValue.valueOf(
        (double)
            start
                .plusMonths(fields.get("month").optint(1) - 1L)
                .plusDays(fields.get("day").optint(1) - 1L)
                .plusHours(fields.get("hour").optint(12))
                .plusMinutes(fields.get("min").optint(0))
                .plusSeconds(fields.get("sec").optint(0))
                .toEpochSecond());
  }

  private Varargs date(Varargs args, ZonedDateTime now) {
    String format = args.isnoneornil(1) ? "%c" : LuaText.text(args.arg(1));
    long seconds = args.isnoneornil(2) ? now.toEpochSecond() : args.arg(2).checklong();
    ZonedDateTime at = java.time.Instant.ofEpochSecond(seconds).atZone(now.getZone());
    String plain = format.startsWith("!") ? format.substring(1) : format;
    if (plain.startsWith("*t")) {
      LuaTable fields = new LuaTable();
      fields.set("year", at.getYear());
      fields.set("month", at.getMonthValue());
      fields.set("day", at.getDayOfMonth());
      fields.set("hour", at.getHour());
      fields.set("min", at.getMinute());
      fields.set("sec", at.getSecond());
      fields.set("wday", at.getDayOfWeek().getValue() % 7 + 1);
      fields.set("yday", at.getDayOfYear());
      fields.set("isdst", LuaValue.FALSE);
      return fields;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean field = c == '%' && i + 1 < plain.length();
      out.append(field ? field(plain.charAt(++i), seconds) : String.valueOf(c));
    }
    return LuaText.of(out.toString());
  }

  private String field(char c, long seconds) {
    String format =
        switch (c) {
          case 'Y', 'm', 'd', 'H', 'y' -> String.valueOf(c);
          case 'M' -> "i";
          case 'S' -> "s";
          case 'B' -> "F";
          case 'b' -> "M";
          case 'A' -> "l";
          case 'a' -> "D";
          case 'I' -> "h";
          case 'p' -> "A";
          case 'j' -> "z";
          case 'w' -> "w";
          case 'c' -> "Y-m-d H:i:s";
          case 'x' -> "Y-m-d";
          case 'X' -> "H:i:s";
          default -> "";
        };
    return format.isEmpty() ? String.valueOf(c) : dates.format(format, "@" + seconds);
  }
}
