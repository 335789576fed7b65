package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.wikimill.names.Change;
import org.wikimill.names.DnsLink;
import org.wikimill.names.DnsServer;
import org.wikimill.names.DynamicUpdate;
import org.wikimill.names.Expected;
import org.wikimill.names.Outcome;
import org.wikimill.names.Resolution;
import org.wikimill.names.TsigKey;
import org.wikimill.names.ZoneSnippet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the DNSLink record of a domain is set, and where it is looked for afterwards. */
final class DnsOptions {
  @Option(
      names = "--zone-file",
      paramLabel = "FILE",
      description = "Keep the record in this snippet of a zone file, for $INCLUDE.")
  private Path zoneFile;

  @Option(
      names = "--dns-server",
      paramLabel = "HOST[:PORT]",
      description = "Set the record at the zone's primary server, by dynamic update (RFC 2136).")
  private String server;

  @Option(
      names = "--tsig-key",
      paramLabel = "FILE",
      description = "The key for that, as tsig-keygen or keymgr -t write it (RFC 8945).")
  private Path key;

  @Option(
      names = "--dns-ttl",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long resolvers may keep the record (default: ${DEFAULT-VALUE}).")
  private int ttlSeconds;

  @Option(
      names = "--dns-resolver",
      paramLabel = "HOST[:PORT]",
      description = "Wait until this resolver tells the record; may be repeated.")
  private final List<String> resolvers = new ArrayList<>();

  @Option(
      names = "--dns-wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long resolvers are waited for (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * Refuses options that contradict each other, all of them at once.
   *
   * @throws ParameterException if there are any
   */
  void check() {
    List<String> wrong = new ArrayList<>();
    if (server == null && key != null) {
      wrong.add("--tsig-key: only with --dns-server");
    }
    if (server != null && key == null) {
      wrong.add("--dns-server: only with --tsig-key");
    }
    if (ttlSeconds < 1 || ttlSeconds > 604_800) {
      wrong.add("--dns-ttl " + ttlSeconds + ": 1 to 604800");
    }
    if (waitSeconds < 0) {
      wrong.add("--dns-wait " + waitSeconds + ": not below 0");
    }
    Stream.concat(Stream.ofNullable(server), resolvers.stream())
        .forEach(
            text -> {
              try {
                DnsServer.of(text, DnsServer.PATIENCE);
              } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
              }
            });
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }

  /** The line of a zone file. */
  String record(DnsLink link) {
    return ZoneSnippet.line(link, ttl());
  }

  /** What would be done, a line each; nothing is written. */
  List<String> plan(DnsLink link, Expected expected) throws IOException {
    List<String> lines = new ArrayList<>();
    if (zoneFile != null) {
      lines.add("would keep it in " + zoneFile);
    }
    if (server != null) {
      Change change = DynamicUpdate.plan(server(server), link, expected, ttl());
      String before = change.paths().isEmpty() ? "nothing" : String.join(" and ", change.paths());
      lines.add(
          change.isNeeded()
              ? server + ": would set it; it leads to " + before + " now"
              : server + ": set already");
    }
    return lines;
  }

  /**
   * Sets a link wherever the options say, and waits until it is seen.
   *
   * @return what was done, a line each
   * @throws org.wikimill.names.NamesException if a server refuses, or something else is there
   */
  List<String> set(DnsLink link, Expected expected) throws IOException {
    List<String> lines = new ArrayList<>();
    if (server != null) {
      DynamicUpdate update = new DynamicUpdate(server(server), TsigKey.read(key));
      Change change = DynamicUpdate.plan(update.server(), link, expected, ttl());
      lines.add(server + ": " + text(update.apply(change)));
    }
    if (zoneFile != null) {
      lines.add(zoneFile + ": " + text(new ZoneSnippet(zoneFile).set(link, ttl())));
    }
    Resolution resolution = Resolution.within(Duration.ofSeconds(waitSeconds));
    for (String resolver : resolvers) {
      resolution.await(link, server(resolver));
      lines.add(resolver + ": tells it");
    }
    return lines;
  }

  private Duration ttl() {
    return Duration.ofSeconds(ttlSeconds);
  }

  private static DnsServer server(String text) {
    return DnsServer.of(text, DnsServer.PATIENCE);
  }

  private static String text(Outcome outcome) {
    return outcome == Outcome.ALREADY ? "set already" : outcome.name().toLowerCase(Locale.ROOT);
  }
}
