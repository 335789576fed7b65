package org.wikimill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wikimill.pipeline.explain.Explanation;
import org.wikimill.pipeline.explain.Explanation.Content;
import org.wikimill.pipeline.explain.Explanation.DirectoryStep;
import org.wikimill.pipeline.explain.Explanation.FileBlock;
import org.wikimill.pipeline.explain.Explanation.InnerBlock;
import org.wikimill.pipeline.explain.Explanation.Kind;
import org.wikimill.pipeline.explain.Explanation.Origin;
import org.wikimill.pipeline.explain.Explanation.PageEdit;
import org.wikimill.pipeline.explain.Explanation.Reading;
import org.wikimill.pipeline.explain.Explanation.ShardStep;
import org.wikimill.pipeline.explain.Explanation.Way;
import org.wikimill.pipeline.explain.SizeRule;
import org.wikimill.pipeline.manifest.Recipe;

/** An explanation for people: from the source up to the root. */
final class ExplainText {
  /** Longer texts of edits are cut. */
  private static final int TEXT_CHARACTERS = 100;

  private final Explanation told;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(Explanation told) {
    this.told = told;
  }

  static String of(Explanation told) {
    ExplainText text = new ExplainText(told);
    text.subject();
    text.rules();
    text.origin();
    text.file();
    text.blocks();
    told.directories().forEach(text::directory);
    text.add("root", "%s", told.root());
    if (told.proof() != null) {
      text.add(
          "proof",
          "%s: %,d blocks, %,d bytes",
          told.proof().car(),
          told.proof().blocks(),
          told.proof().lengthBytes());
    }
    told.broken().forEach(line -> text.add("broken", "%s", plain(line)));
    return String.join("\n", text.lines);
  }

  private void subject() {
    Explanation.Subject subject = told.subject();
    add(subject.kind().text(), "%s", shown(subject.path()));
    add("cid", "%s", subject.cid());
    if (subject.paths() != null) {
      String kind =
          subject.kind() == Kind.FILE || subject.kind() == Kind.PART ? "file" : "directory";
      add("paths", "%,d with this block, of which this %s is the first", subject.paths(), kind);
    }
    if (subject.unread() != null) {
      add("unread", "%,d that might have it could not be read", subject.unread());
    }
  }

  private void rules() {
    add("snapshot", "%s, format %d", told.recipe().snapshot(), told.recipe().format());
    add("policy", "%s", policy(told.recipe().policy()));
    add("profile", "%s", told.recipe().profile().name());
    told.rules().forEach(rule -> lines.add(format("  %-10s  %s", rule.name(), rule.value())));
  }

  /** What decides edits and redirects: all that is set. */
  private static String policy(Recipe.Policy policy) {
    List<String> values = new ArrayList<>();
    values.add("layout " + policy.layout());
    values.add("redirects " + policy.redirects());
    if (policy.layout().equals("site")) {
      values.add("robots " + policy.robots());
    }
    if (policy.mainPage() != null) {
      values.add("main page " + plain(policy.mainPage()));
    }
    if (policy.publisher() != null) {
      values.add("publisher " + plain(policy.publisher()));
    }
    if (policy.contact() != null) {
      values.add("contact " + plain(policy.contact()));
    }
    return String.join(", ", values);
  }

  private void origin() {
    Origin origin = told.origin();
    if (origin == null) {
      return;
    }
    if (origin.source() != null) {
      Explanation.SourceFile source = origin.source();
      String uuid = source.uuid() == null ? "" : ", uuid " + source.uuid();
      String directory = source.directory().isEmpty() ? "" : " in " + source.directory() + "/";
      add("source", "%s%s, %,d bytes%s", source.kind(), directory, source.lengthBytes(), uuid);
      add("", "sha256 %s", source.sha256() == null ? "not verified" : source.sha256());
    }
    add(origin.way().text(), "%s", shown(origin.entry()));
    String change = origin.way() == Way.RENDERED ? "rendered" : "edited";
    add("", "sha256 %s, %s", origin.sourceSha256(), origin.edited() ? change : "as it is");
    if (origin.aliasOf() != null) {
      add("", "repeats %s", shown(origin.aliasOf()));
    }
    if (origin.redirect() != null) {
      Explanation.Redirect redirect = origin.redirect();
      String target = redirect.target() == null ? "nothing" : shown(redirect.target());
      add("", "redirect to %s: %s, served %s", target, redirect.status(), redirect.served());
    }
    if (origin.pageId() != null) {
      add("", "page %d, revision %d", origin.pageId(), origin.revisionId());
    }
    if (told.reading() != null) {
      reading(told.reading());
    }
  }

  private void reading(Reading reading) {
    if (reading.note() != null) {
      add("read", "%s", reading.note());
      return;
    }
    add("read", "%s, %,d bytes", shown(reading.entry()), reading.sizeBytes());
    if (reading.place() != null) {
      add("edits", "%,d, for %s", reading.editCount(), shown(reading.place()));
      reading.edits().forEach(this::edit);
      more(reading.editCount(), reading.edits().size());
    }
  }

  private void edit(PageEdit edit) {
    lines.add(format("  %-10s  at %,d", edit.rule(), edit.offset()));
    if (edit.removedBytes() > 0) {
      lines.add("            - " + cut(edit.removed()));
    }
    lines.add("            + " + cut(edit.inserted()));
  }

  private void file() {
    Explanation.FileFacts file = told.file();
    if (file != null) {
      add("file", "%s", shown(file.path()));
      add("", "cid    %s", file.cid());
      add("", "sha256 %s", file.sha256());
      add(
          "",
          "%,d bytes, tsize %,d, %s, '%s'",
          file.size(),
          file.tsize(),
          file.mime(),
          plain(file.title()));
    }
  }

  private void blocks() {
    if (told.dag() != null) {
      add(
          "blocks",
          "%,d, %,d bytes, levels %d",
          told.dag().count(),
          told.dag().bytes(),
          told.dag().levels());
      told.dag().first().forEach(this::block);
      more(told.dag().count(), told.dag().first().size());
    }
    if (told.within() != null) {
      add("within", "%,d blocks", told.within().size());
      told.within().forEach(this::inner);
    }
  }

  private void block(FileBlock block) {
    lines.add(
        format(
            "  %s%s  %s, %,d bytes, tsize %,d, file [%,d, %,d), %s",
            "  ".repeat(block.level()),
            block.cid(),
            block.codec(),
            block.bytes(),
            block.tsize(),
            block.start(),
            block.end(),
            block.rule()));
  }

  private void inner(InnerBlock block) {
    String where = told.subject().kind() == Kind.PART ? "file from byte " : "bucket ";
    String position = block.position().isEmpty() ? "" : ", " + where + block.position();
    lines.add(format("  %s  %s, %,d bytes%s", block.cid(), block.codec(), block.bytes(), position));
  }

  private void directory(DirectoryStep step) {
    add("directory", "%s", shown(step.path()));
    add("", "cid    %s", step.cid());
    String bytes = step.bytes() == null ? "" : format("%,d bytes, ", step.bytes());
    String kind = step.sharded() ? "HAMT" : "one block";
    add("", "%s%,d entries, tsize %,d, %s", bytes, step.entries(), step.tsize(), kind);
    if (step.rule() != null) {
      add("", "%s", rule(step.rule()));
    }
    if (step.shards() != null) {
      if (step.entry() != null) {
        add("", "hash   %s", step.entry().hash());
      }
      step.shards().forEach(this::shard);
    }
    if (step.entry() != null) {
      add("", "entry  %s -> %s", shown(step.entry().name()), step.entry().cid());
    }
  }

  private static String rule(SizeRule rule) {
    if (rule.estimate().equals("never")) {
      return "rule   size makes no HAMT";
    }
    return format(
        "rule   %s%,d bytes by %s: %s %s%,d",
        rule.exact() ? "" : "at least ",
        rule.estimatedBytes(),
        rule.estimate(),
        rule.sharded() ? "HAMT" : "one block",
        rule.sharded()
            ? (rule.boundary().equals("at") ? "from " : "above ")
            : (rule.boundary().equals("at") ? "below " : "up to "),
        rule.thresholdBytes());
  }

  private void shard(ShardStep shard) {
    String bucket = shard.bucket() == null ? "" : ", bucket " + shard.bucket();
    add("", "shard  %s  %,d bytes, %d links%s", shard.cid(), shard.bytes(), shard.links(), bucket);
  }

  private void more(long all, int told) {
    if (all > told) {
      lines.add(format("  ... %,d more", all - told));
    }
  }

  private void add(String name, String format, Object... values) {
    lines.add(format("%-10s  ", name) + format(format, values));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String shown(String path) {
    return path.isEmpty() ? "(the root)" : plain(path);
  }

  /** On one line, whatever it holds. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String cut(Content content) {
    if (content.hex() != null) {
      return "0x" + shortened(content.hex());
    }
    String oneLine =
        content
            .text()
            .codePoints()
            .mapToObj(c -> c == '\n' ? "\\n" : plain(Character.toString(c)))
            .collect(Collectors.joining());
    return shortened(oneLine);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= TEXT_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_CHARACTERS)) + "...";
  }
}
