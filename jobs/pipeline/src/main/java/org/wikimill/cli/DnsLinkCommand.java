package org.wikimill.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.wikimill.names.DnsLink;
import org.wikimill.names.Expected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill dnslink}: the DNSLink record of a domain. */
@Command(
    name = "dnslink",
    description = {
      "Sets the TXT record by which a domain leads to a root: _dnslink.DOMAIN.",
      "Prints the record. What is right already is left alone; of several who set a name at once,",
      "one is refused."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill dnslink tr.example.org ROOT                           print the record, no more",
      "  wikimill dnslink tr.example.org ROOT --zone-file links.zone",
      "  wikimill dnslink tr.example.org ROOT --dns-server ns1.example.org --tsig-key mirror.key",
      "  wikimill dnslink tr.example.org /ipns/KEY --expect /ipfs/ROOT --dns-resolver 9.9.9.9 ...",
    })
final class DnsLinkCommand implements Callable<Integer> {
  private static final String NOTHING = "nothing";

  @Parameters(index = "0", paramLabel = "DOMAIN", description = "Without _dnslink.")
  private String domain;

  @Parameters(index = "1", paramLabel = "PATH", description = "/ipfs/CID, /ipns/KEY, or a CID.")
  private String path;

  @Option(
      names = "--expect",
      paramLabel = "PATH",
      description =
          "What the record leads to before, or 'nothing': the server is left alone if it is"
              + " something else. By default anything.")
  private String expect;

  @Option(names = "--dry-run", fallbackValue = "true", description = "Tell, and set nothing.")
  private boolean dryRun;

  @Mixin private DnsOptions dns;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    dns.check();
    DnsLink link;
    Expected expected;
    try {
      link = DnsLink.of(domain, path);
      expected = expected();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    List<String> done = dryRun ? dns.plan(link, expected) : dns.set(link, expected);
    common.tell(done);
    common.result(new Answer(link.owner(), link.value(), dns.record(link), done));
    return ExitCode.DONE.code();
  }

  private Expected expected() {
    if (expect == null) {
      return new Expected.Anything();
    }
    return expect.equals(NOTHING)
        ? new Expected.Nothing()
        : new Expected.Path(DnsLink.of(domain, expect).path());
  }

  /** The record. */
  private record Answer(String owner, String value, String record, List<String> done)
      implements CommonOptions.Result {
    @Override
    public String text() {
      return record;
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
