package org.wikimill.pipeline.manifest;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.wikimill.formats.ipld.CidProfile;

/**
 * Everything besides the source that decides what a build makes, byte for byte.
 *
 * @param format grows when the same source, profile and policy would give another root
 * @param snapshot the build's name, which stands in the paths of its tables
 * @param profile what decides a CID
 * @param policy what decides the files of the tree
 * @param shardBytes the most stored bytes of a shard
 * @param sink where blocks go
 * @param linkTable whether there is a table of links: omitted or included
 */
public record Recipe(
    int format,
    String snapshot,
    CidProfile profile,
    Policy policy,
    long shardBytes,
    String sink,
    String linkTable) {

  /** The format that this version of wikimill makes. */
  public static final int FORMAT = 2;

  /**
   * What decides the files of the tree.
   *
   * @param layout where entries stand
   * @param redirects how redirects are served
   * @param mainPage title or path of the page to land on; null for the archive's own
   * @param sourceFile whether the sources themselves are files of the tree: omitted or included
   * @param publisher who publishes, as every page says; null if none does
   * @param contact how to reach them; null if no page says
   * @param robots what pages ask of search engines: allow or noindex
   * @param previous the root of the snapshot before, as the about pages say; null if they do not
   * @param archiveUrl where the archive can be had, as the about pages say; null if they do not
   * @param dumps what is read of dumps; null if no source is one
   */
  public record Policy(
      String layout,
      String redirects,
      String mainPage,
      String sourceFile,
      String publisher,
      String contact,
      String robots,
      String previous,
      String archiveUrl,
      @JsonInclude(NON_NULL) Dumps dumps) {

    /** A policy that says nothing of where entries come from or who shows them. */
    public static Policy plain(String layout, String redirects) {
      return new Policy(layout, redirects, null, "omitted", null, null, "allow", null, null, null);
    }

    Policy after(String root) {
      return new Policy(
          layout,
          redirects,
          mainPage,
          sourceFile,
          publisher,
          contact,
          robots,
          root,
          archiveUrl,
          dumps);
    }
  }

  /**
   * What is read of dumps.
   *
   * @param namespaces the numbers of the namespaces whose pages become files, ascending
   * @param truncated what is done about a dump that is cut: refused or allowed
   * @param media original files that join it; null if there are none
   */
  public record Dumps(
      List<Integer> namespaces, String truncated, @JsonInclude(NON_NULL) Media media) {}

  /**
   * Original files that join a dump.
   *
   * @param files how many were found
   * @param lengthBytes of all together
   * @param fingerprint tells them from others, hex: of their names and lengths
   * @param imageTables how many dumps of the wiki's table {@code image} tell of them
   * @param infos how many other files do
   */
  public record Media(
      long files, long lengthBytes, String fingerprint, int imageTables, int infos) {}

  /** The same recipe after another snapshot. */
  public Recipe after(String previous) {
    return new Recipe(
        format, snapshot, profile, policy.after(previous), shardBytes, sink, linkTable);
  }

  /** What differs in {@code other}, a line each; empty if nothing does. */
  public List<String> differences(Recipe other) {
    List<String> lines = new ArrayList<>();
    compare(lines, "format", format, other.format);
    compare(lines, "--snapshot", snapshot, other.snapshot);
    compare(lines, "--profile", profile.name(), other.profile.name());
    compare(lines, "--layout", policy.layout, other.policy.layout);
    compare(lines, "--redirects", policy.redirects, other.policy.redirects);
    compare(lines, "--main-page", policy.mainPage, other.policy.mainPage);
    compare(
        lines, "source as a file (--include-source)", policy.sourceFile, other.policy.sourceFile);
    compare(lines, "--publisher", policy.publisher, other.policy.publisher);
    compare(lines, "--contact", policy.contact, other.policy.contact);
    compare(lines, "robots (--noindex)", policy.robots, other.policy.robots);
    compare(lines, "--previous", policy.previous, other.policy.previous);
    compare(lines, "--archive-url", policy.archiveUrl, other.policy.archiveUrl);
    compare(
        lines,
        "dumps (--namespaces, --allow-truncated, --media)",
        policy.dumps,
        other.policy.dumps);
    compare(lines, "--shard-size", shardBytes, other.shardBytes);
    compare(lines, "--sink", sink, other.sink);
    compare(lines, "table of links (--links)", linkTable, other.linkTable);
    return lines;
  }

  static void compare(List<String> lines, String what, Object before, Object now) {
    if (!Objects.equals(before, now)) {
      lines.add(what + " was " + before + ", is now " + now);
    }
  }
}
