package org.wikimill.pipeline.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.wikimill.formats.html.HtmlText;

/**
 * What differs between two texts, as a unified diff.
 *
 * <p>Of pages the text is compared, sentence by sentence; the source only if the text is the same.
 *
 * @param of {@code text} of a page, or {@code source}
 * @param lines the diff, without the names of files
 * @param omitted how many lines more it has
 */
public record TextDiff(String of, List<String> lines, long omitted) {
  /** The longest file that is compared, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  /** How many lines of each are compared; a diff of more would take too long. */
  private static final int MAX_LINES = 5_000;

  private static final int MAX_DIFF_LINES = 200;
  private static final int MAX_LINE_CHARACTERS = 400;
  private static final int CONTEXT_LINES = 2;
  private static final String HTML = "text/html";

  /** Whether files of a media type are text that can be compared. */
  public static boolean isOfText(String mime) {
    String type = type(mime);
    return type.startsWith("text/")
        || type.endsWith("javascript")
        || type.endsWith("json")
        || type.endsWith("xml");
  }

  /** The difference of two files of a media type of text; empty if none can be shown. */
  public static Optional<TextDiff> of(String mime, byte[] a, byte[] b) {
    if (!type(mime).equals(HTML)) {
      return of("source", lines(new String(a, UTF_8)), lines(new String(b, UTF_8)));
    }
    return of("text", sentences(HtmlText.of(a)), sentences(HtmlText.of(b)))
        .or(() -> of("source", tags(a), tags(b)));
  }

  private static String type(String mime) {
    return mime.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<TextDiff> of(String what, List<String> a, List<String> b) {
    Patch<String> patch = DiffUtils.diff(a, b, new MyersDiffWithLinearSpace<>());
    List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("a", "b", a, patch, CONTEXT_LINES);
    if (diff.isEmpty()) {
      return Optional.empty();
    }
    // The first two lines name files.
    List<String> lines = oldBeforeNew(diff.subList(2, diff.size()));
    List<String> shown = lines.stream().limit(MAX_DIFF_LINES).toList();
    return Optional.of(new TextDiff(what, shown, lines.size() - shown.size()));
  }

  /** The same diff, what goes before what comes wherever one stands for the other. */
  private static List<String> oldBeforeNew(List<String> diff) {
    List<String> ordered = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (String line : diff) {
      if (line.startsWith("+")) {
        added.add(line);
      } else {
        if (!line.startsWith("-")) {
          ordered.addAll(added);
          added.clear();
        }
        ordered.add(line);
      }
    }
    ordered.addAll(added);
    return ordered;
  }

  /** A page's source, each tag on a line of its own: pages may have but one. */
  private static List<String> tags(byte[] page) {
    return lines(new String(page, UTF_8).replace("<", "\n<"));
  }

  /** Lines of text that end with sentences, so that what changed is shown without what did not. */
  private static List<String> sentences(String text) {
    return lines(text.replaceAll("(?<=[.!?]) +", "\n").replaceAll("(?<=[。！？])", "\n"));
  }

  private static List<String> lines(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .flatMap(TextDiff::pieces)
        .limit(MAX_LINES)
        .toList();
  }

  /** A line, cut where it is too long to be read. */
  private static Stream<String> pieces(String line) {
    if (line.length() <= MAX_LINE_CHARACTERS) {
      return Stream.of(line);
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < line.length()) {
      int end = Math.min(line.length(), from + MAX_LINE_CHARACTERS);
      boolean pairCut = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
      end += pairCut ? 1 : 0;
      pieces.add(line.substring(from, end));
      from = end;
    }
    return pieces.stream();
  }
}
