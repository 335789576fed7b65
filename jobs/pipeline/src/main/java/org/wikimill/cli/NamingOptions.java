package org.wikimill.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.names.DnsLink;
import org.wikimill.names.Expected;
import org.wikimill.pipeline.catalog.BuildFacts;
import org.wikimill.pipeline.catalog.NewSnapshot;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.publish.PublishReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What leads to a root outside of nodes once it is published: a domain, a list of snapshots. */
final class NamingOptions {
  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description =
          "The domain whose DNSLink record is to lead to the root, or to the key of --ipns-key; set"
              + " where the following options say.")
  private String domain;

  @Mixin private DnsOptions dns;

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "The list of snapshots, snapshots.yml, that the build joins.")
  private Path list;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "With --list: as the wiki's address has it; by default as the name has it.")
  private String language;

  @Mixin private SignerOptions signer;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * Refuses what cannot be named, before anything is done.
   *
   * @param build what is published, if it is a build
   */
  void check(Optional<FinishedBuild> build) {
    dns.check();
    List<String> wrong = new ArrayList<>();
    try {
      if (domain != null) {
        DnsLink.of(domain, "/ipns/" + domain);
      }
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
    }
    if (list != null && build.isEmpty()) {
      wrong.add("--list: only of a build, not of a root alone");
    } else if (list != null && language == null) {
      BuildFacts facts = new BuildFacts(build.get());
      if (facts.language().isEmpty()) {
        wrong.add("--language: the build's name, " + facts.name() + ", does not tell it");
      }
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }

  /** What would be set, a line each. */
  List<String> plan(PublishReport report) throws Exception {
    return domain == null ? List.of() : dns.plan(link(report), new Expected.Anything());
  }

  /**
   * Sets all.
   *
   * @param date instead of that in the build's name; null to take that
   * @return what was done, a line each
   */
  List<String> set(PublishReport report, Optional<FinishedBuild> build, String date)
      throws Exception {
    List<String> lines = new ArrayList<>();
    if (domain != null) {
      DnsLink link = link(report);
      lines.add(dns.record(link));
      lines.addAll(dns.set(link, new Expected.Anything()));
    }
    if (list != null) {
      BuildFacts facts = new BuildFacts(build.orElseThrow());
      String code = language != null ? language : facts.language().orElseThrow();
      BuildFacts.Details details =
          new BuildFacts.Details(
              Optional.ofNullable(date), Optional.empty(), Optional.empty(), Optional.empty());
      boolean isNew = new NewSnapshot(facts, code, facts.name(), details).join(list).isNew();
      lines.add(list + (isNew ? ": has it now" : ": has it already"));
      for (String made : SnapshotsSignCommand.sign(list, signer.signatures())) {
        lines.add("signed in " + made);
      }
    }
    return lines;
  }

  private DnsLink link(PublishReport report) {
    String path = report.ipns() != null ? "/ipns/" + report.ipns() : "/ipfs/" + report.root();
    return DnsLink.of(domain, path);
  }
}
