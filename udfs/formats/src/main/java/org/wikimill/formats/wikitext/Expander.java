package org.wikimill.formats.wikitext;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;

/**
 * The first stage: wikitext with templates becomes wikitext without.
 *
 * <p>What the dump does not have is nothing: no link, no message stands in its place.
 */
final class Expander {
  private static final int TEMPLATE = 10;

  /** Extensions whose body is wikitext; the others take it as it is written. */
  private static final Set<String> WIKITEXT_BODIES =
      Set.of("ref", "references", "gallery", "poem", "indicator", "imagemap");

  private static final Pattern BLOCK_START = Pattern.compile("\\{\\||[:;#*]");

  /** Names of templates that make a page one of disambiguation, where the template is missing. */
  private static final Set<String> DISAMBIGUATIONS =
      Set.of(
          "disambiguation",
          "disambig",
          "dab",
          "hndis",
          "geodis",
          "disamb",
          "багатозначність",
          "неоднозначност",
          "неоднозначность",
          "пояснение",
          "disambigua",
          "begriffsklärung",
          "homonymie",
          "desambiguación",
          "բազմիմաստություն",
          "দ্ব্যর্থতা নিরসন",
          "निःसंदिग्धीकरण");

  private final Titles titles;
  private final SiteInfo site;
  private final Templates templates;
  private final PageState state;
  private final Variables variables;
  private final ParserFunctions functions;
  private final Modules modules;

  /** Calls within each other's names and arguments, whatever their frames. */
  private int nesting;

  Expander(Titles titles, SiteInfo site, Templates templates, PageState state, Modules modules) {
    this.titles = titles;
    this.site = site;
    this.templates = templates;
    this.state = state;
    this.modules = modules;
    this.variables = new Variables(titles, site, state.page());
    this.functions = new ParserFunctions(this, variables);
  }

  Titles titles() {
    return titles;
  }

  SiteInfo site() {
    return site;
  }

  PageState state() {
    return state;
  }

  Templates templates() {
    return templates;
  }

  Modules modules() {
    return modules;
  }

  /** A text, in a frame. */
  String expand(String text, Frame frame) {
    if (text.indexOf('{') < 0 && text.indexOf('<') < 0) {
      return text;
    }
    return expand(WikitextTree.parse(text, WikitextTree.Inclusion.PAGE), frame);
  }

  String expand(List<Node> nodes, Frame frame) {
    if (nodes.isEmpty()) {
      return "";
    }
    if (nodes.size() == 1 && nodes.get(0) instanceof Node.Text text) {
      return text.text();
    }
    StringBuilder out = new StringBuilder();
    for (Node node : nodes) {
      if (node instanceof Node.Text text) {
        out.append(text.text());
      } else {
        String more = expand(node, frame);
        state.work().expanded(more.length());
        out.append(more);
      }
    }
    return out.toString();
  }

  private String expand(Node node, Frame frame) {
    state.work().expansion(frame.depth());
    if (node instanceof Node.Call call) {
      nesting++;
      state.work().nesting(nesting);
      String result = call(call, frame);
      nesting--;
      return result;
    }
    if (node instanceof Node.Parameter parameter) {
      return parameter(parameter, frame);
    }
    return tag((Node.Tag) node, frame);
  }

  private String parameter(Node.Parameter parameter, Frame frame) {
    String name = expand(parameter.name(), frame).strip();
    Optional<String> value = frame.argument(name, this);
    if (value.isPresent()) {
      return value.get();
    }
    // Without a value it stands for its own source: templates compare with that.
    return parameter
        .fallback()
        .map(fallback -> expand(fallback, frame))
        .orElseGet(() -> "{{{" + name + "}}}");
  }

  String tag(Node.Tag tag, Frame frame) {
    String attributes = expand(tag.attributes(), frame);
    Optional<String> body =
        WIKITEXT_BODIES.contains(tag.name())
            ? tag.body().map(text -> expand(text, frame))
            : tag.body();
    return state.strips().add(new Strips.Strip(tag.name(), attributes, body));
  }

  private String call(Node.Call call, Frame frame) {
    String name = expand(call.name(), frame).strip();
    name = withoutPrefix(name, "subst:");
    name = withoutPrefix(name, "safesubst:");
    if (call.arguments().isEmpty()) {
      Optional<String> variable = variables.value(name);
      if (variable.isPresent()) {
        return variable.get();
      }
    }
    Optional<String> computed = function(name, call.arguments(), frame);
    if (computed.isPresent()) {
      return onOwnLine(computed.get(), call);
    }
    name = withoutPrefix(withoutPrefix(withoutPrefix(name, "msg:"), "raw:"), "msgnw:");
    return onOwnLine(template(name, call.arguments(), frame), call);
  }

  private Optional<String> function(String name, List<Node.Argument> arguments, Frame frame) {
    int colon = name.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String function = name.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    return function(
        function, new FunctionCall(this, frame, name.substring(colon + 1).strip(), arguments));
  }

  /** The result of a parser function; empty if there is none of that name, in lower case. */
  Optional<String> function(String name, FunctionCall call) {
    return functions.call(name, call);
  }

  /** Lists and tables begin at the beginning of a line, also where a template gives them. */
  private static String onOwnLine(String result, Node.Call call) {
    return !call.lineStart() && BLOCK_START.matcher(result).lookingAt() ? "\n" + result : result;
  }

  private static String withoutPrefix(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length())
        ? name.substring(prefix.length()).strip()
        : name;
  }

  private String template(String name, List<Node.Argument> arguments, Frame frame) {
    Optional<String> title = templateTitle(name, frame);
    if (title.isEmpty()) {
      return "";
    }
    Optional<Templates.Template> template = templates.find(title.get());
    if (template.isEmpty() || frame.isWithin(template.get().title())) {
      missing(title.get());
      return "";
    }
    Frame called = frame.call(template.get().title());
    addArguments(called, arguments, frame);
    return expand(template.get().nodes(), called);
  }

  private void missing(String title) {
    state.work().missing();
    String name = title.substring(title.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    if (DISAMBIGUATIONS.contains(name)) {
      state.disambiguation();
    }
  }

  /** The page that a call names; empty if it can be none. */
  Optional<String> templateTitle(String name, Frame frame) {
    int fragment = name.indexOf('#');
    String clean = fragment < 0 ? name : name.substring(0, fragment);
    if (clean.isBlank() || clean.length() > 255 || !isTitle(clean)) {
      return Optional.empty();
    }
    if (clean.startsWith(":")) {
      return Optional.of(titles.canonical(clean));
    }
    if (clean.startsWith("/")) {
      return Optional.of(frame.title() + clean);
    }
    return Optional.of(
        titles.namespace(clean) != 0
            ? titles.canonical(clean)
            : titles.canonical(titles.name(TEMPLATE).orElse("Template") + ":" + clean));
  }

  private static boolean isTitle(String name) {
    return name.chars().noneMatch(c -> c < ' ' || "[]{}|<>\u007f".indexOf(c) >= 0);
  }

  void addArguments(Frame called, List<Node.Argument> arguments, Frame frame) {
    int position = 0;
    for (Node.Argument argument : arguments) {
      if (argument.name().isPresent()) {
        called.putNamed(expand(argument.name().get(), frame).strip(), argument.value());
      } else {
        called.put(Integer.toString(++position), argument.value());
      }
    }
  }

  /** A template called with ready arguments, as modules do. */
  String template(Templates.Template template, Frame called) {
    state.work().expansion(called.depth());
    String result = expand(template.nodes(), called);
    state.work().expanded(result.length());
    return result;
  }
}
