package org.wikimill.pipeline.about;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.wikimill.pipeline.manifest.Recipe;

/** The commands by which others check a snapshot and keep it, for a POSIX shell. */
record Commands(Recipe recipe, About.Archive archive, int sources) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  /** Rebuilds the snapshot without keeping blocks. */
  List<String> verify() {
    Recipe.Policy policy = recipe.policy();
    List<String> words = new ArrayList<>(List.of("wikimill build", file()));
    if (sources > 1) {
      words.add("OTHERS.zim --snapshot NAME");
    }
    option(words, "--layout", policy.layout());
    option(words, "--profile", recipe.profile().name());
    option(words, "--redirects", policy.redirects());
    option(words, "--main-page", policy.mainPage());
    if (policy.dumps() != null) {
      words.addAll(dumps(policy.dumps()));
    }
    option(words, "--publisher", policy.publisher());
    option(words, "--contact", policy.contact());
    if (policy.robots().equals("noindex")) {
      words.add("--noindex");
    }
    if (policy.sourceFile().equals("included")) {
      words.add("--include-source");
    }
    option(words, "--previous", policy.previous());
    option(words, "--archive-url", policy.archiveUrl());
    words.add("--sink none --expect ROOT");
    return List.of(String.join(" ", words));
  }

  /** What a dump is built with; files besides the dump have names of no meaning. */
  private static List<String> dumps(Recipe.Dumps dumps) {
    List<String> words = new ArrayList<>();
    List<String> namespaces = dumps.namespaces().stream().map(String::valueOf).toList();
    words.add("--namespaces " + String.join(",", namespaces));
    if (dumps.truncated().equals("allowed")) {
      words.add("--allow-truncated");
    }
    if (dumps.media() != null) {
      words.add("--media DIR");
      words.addAll(Collections.nCopies(dumps.media().imageTables(), "--sql IMAGE.sql.gz"));
      words.addAll(Collections.nCopies(dumps.media().infos(), "--media-info INFO"));
    }
    return words;
  }

  /** Pins the snapshot on an IPFS node, from the network or from the files of a build. */
  List<String> rehost() {
    return List.of("ipfs pin add --progress ROOT", "ipfs dag import --pin-roots=false car/*.car");
  }

  private String file() {
    if (archive.facts().dump() != null) {
      return "DUMP";
    }
    return archive.name() == null ? "ARCHIVE.zim" : quoted(archive.name() + ".zim");
  }

  private static void option(List<String> words, String name, String value) {
    if (value != null) {
      words.add(name + " " + quoted(value));
    }
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
