package org.wikimill.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.SiteNotice.Robots;
import org.wikimill.pipeline.build.SitePolicy;
import org.wikimill.pipeline.source.DumpPolicy;
import org.wikimill.pipeline.source.DumpPolicy.Truncated;
import picocli.CommandLine.Option;

/** The options of every command that makes trees: what decides their files and CIDs. */
final class TreeOptions {
  @Option(
      names = "--layout",
      description =
          "Where entries stand: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). site: as a web"
              + " site, articles at wiki/TITLE; zim: as their names say, their bytes as they are.")
  private Layout layout = Layout.site;

  @Option(
      names = "--redirects",
      description =
          "How redirects are served: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). link: by"
              + " their target's CID, in layout site by a page that forwards where links would"
              + " break; html: by a page that forwards; file: by the file _redirects, which"
              + " gateways on subdomains read.")
  private Redirects redirects = Redirects.link;

  @Option(
      names = "--publisher",
      paramLabel = "NAME",
      description = "Who publishes the snapshot, as every page says. Layout site.")
  private String publisher;

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      description =
          "How to reach the publisher, as every page says: a mail address, a URL, or words. Layout"
              + " site.")
  private String contact;

  @Option(
      names = "--noindex",
      fallbackValue = "true",
      description = "Ask search engines not to list the pages. Layout site.")
  private boolean noindex;

  @Option(
      names = "--include-source",
      fallbackValue = "true",
      description = "Put each archive itself into the tree, as NAME.zim, beside its entries.")
  private boolean includeSource;

  @Option(
      names = "--namespaces",
      split = ",",
      paramLabel = "N",
      defaultValue = "0,14",
      description =
          "Of dumps: the numbers of the namespaces whose pages become files (default:"
              + " ${DEFAULT-VALUE}, articles and categories; 6 is files).")
  private List<Integer> namespaces;

  @Option(
      names = "--allow-truncated",
      fallbackValue = "true",
      description =
          "Of dumps: build what stands before the end of a file that is cut, and without parts that"
              + " are missing; the manifest says so.")
  private boolean allowTruncated;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "unixfs-v1-2025",
      completionCandidates = ProfileNames.class,
      description = "What decides the CIDs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String profile;

  // Lower case, as they are written on a command line.
  enum Layout {
    zim,
    site
  }

  enum Redirects {
    link,
    html,
    file,
    none
  }

  CidProfile profile() {
    return CidProfile.named(profile);
  }

  /** The policy, but for what only a single build can be told. */
  SitePolicy policy(Optional<String> mainPage, SitePolicy.History history) {
    return new SitePolicy(
        org.wikimill.formats.site.Layout.Name.valueOf(upper(layout)),
        org.wikimill.pipeline.rows.Redirects.valueOf(upper(redirects)),
        mainPage,
        includeSource ? SitePolicy.SourceFile.INCLUDED : SitePolicy.SourceFile.OMITTED,
        new SitePolicy.Imprint(
            Optional.ofNullable(publisher),
            Optional.ofNullable(contact),
            noindex ? Robots.NOINDEX : Robots.ALLOW),
        history,
        new DumpPolicy(namespaces, allowTruncated ? Truncated.ALLOWED : Truncated.REFUSED));
  }

  /** Adds what is wrong with the options. */
  void check(List<String> wrong) {
    try {
      profile();
    } catch (IllegalArgumentException e) {
      wrong.add("--profile: " + e.getMessage());
    }
  }

  private static String upper(Enum<?> value) {
    return value.name().toUpperCase(Locale.ROOT);
  }
}
