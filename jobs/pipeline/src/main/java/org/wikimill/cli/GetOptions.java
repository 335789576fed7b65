package org.wikimill.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.get.Addresses;
import org.wikimill.get.DownloadListener;
import org.wikimill.get.Downloads;
import org.wikimill.get.Downloads.Present;
import org.wikimill.get.Got;
import org.wikimill.get.Http;
import org.wikimill.get.HttpLimits;
import org.wikimill.get.Pauses;
import org.wikimill.get.Publisher;
import org.wikimill.get.RemoteFile;
import org.wikimill.get.Verification;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of everything that downloads: whereto, from where, how carefully. */
final class GetOptions {
  private static final int MAX_CONNECTIONS = 16;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder that files go to (default: the current one).")
  private Path out;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description =
          "Where the publisher's folders also are; asked before it, in the order given. What comes is"
              + " held against the publisher's sums all the same.")
  private List<String> mirrors = new ArrayList<>();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "So many files at once, each over one connection (default: ${DEFAULT-VALUE}; Wikimedia"
              + " wants no more).")
  private int connections;

  @Option(
      names = "--stall",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "A server that gives less than 64 KiB in this time is left (default: ${DEFAULT-VALUE}).")
  private int stallSeconds;

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      description =
          "How operators of servers reach you, for the name that is told to them: Wikimedia wants an"
              + " address or URL of those who download much.")
  private String contact;

  @Option(
      names = "--if-newer",
      fallbackValue = "true",
      description =
          "For timers: trust the recorded sum of a file that is there, and replace it if the"
              + " publisher has another.")
  private boolean ifNewer;

  @Option(
      names = "--no-verify",
      fallbackValue = "true",
      description = "Download what nobody states a sum of, and hold nothing against any sum.")
  private boolean noVerify;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Tell what would be downloaded, with lengths, and download nothing.")
  private boolean dryRun;

  @Mixin private CommonOptions common;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** What finds the files, once servers can be asked. */
  @FunctionalInterface
  interface Finder {
    List<RemoteFile> find(Publisher publisher, DownloadListener listener) throws IOException;
  }

  CommonOptions common() {
    return common;
  }

  /**
   * Finds files and downloads them.
   *
   * @param base below which the publisher's files are
   */
  Integer run(URI base, Finder finder) throws IOException {
    Publisher publisher = publisher(base);
    List<Got> got;
    try (GetProgress progress = new GetProgress(common, spec.commandLine().getErr())) {
      if (noVerify) {
        progress.note("--no-verify: nothing that comes is held against any sum");
      }
      List<RemoteFile> files = finder.find(publisher, progress);
      Downloads downloads = new Downloads(publisher.http(), out, connections, progress);
      Present present = ifNewer ? Present.REPLACE_IF_OTHER : Present.VERIFY;
      got = dryRun ? downloads.plan(files, present) : downloads.run(files, present);
    }
    common.result(new Answer(got, dryRun));
    return ExitCode.DONE.code();
  }

  /** Where files come from, by the options. */
  Publisher publisher(URI base) {
    List<String> wrong = new ArrayList<>();
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      wrong.add("--connections " + connections + ": 1 to " + MAX_CONNECTIONS);
    }
    if (stallSeconds < 1) {
      wrong.add("--stall " + stallSeconds + ": 1 or more");
    }
    if (contact != null && !contact.matches("[ -~]{1,200}")) {
      wrong.add("--contact: up to 200 characters of ASCII");
    }
    List<URI> folders = new ArrayList<>();
    for (String mirror : mirrors) {
      try {
        folders.add(Addresses.folder(mirror));
      } catch (IllegalArgumentException e) {
        wrong.add("--mirror: " + e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
    Verification verification = noVerify ? Verification.OMITTED : Verification.REQUIRED;
    return new Publisher(http(), base, folders, verification);
  }

  /** A URL that an option gives. */
  URI folder(String option, String value) {
    try {
      return Addresses.folder(value);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
    }
  }

  private Http http() {
    return http(spec, contact, stallSeconds);
  }

  /** What asks servers, by the proxies that the environment names. */
  static Http http(CommandSpec spec, String contact, int stallSeconds) {
    String version = new Version().getVersion()[0].replace(' ', '/');
    try {
      return new Http(
          contact == null ? version : version + " (" + contact + ")",
          System.getenv(),
          HttpLimits.DEFAULT.withStall(Duration.ofSeconds(stallSeconds)),
          Pauses.sleeping(),
          () -> ZonedDateTime.now(ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "the proxy that the environment names: " + e.getMessage());
    }
  }

  /** A line for each file: its path, or what would come. */
  private record Answer(List<Got> files, boolean dryRun) implements CommonOptions.Result {
    @Override
    public String text() {
      return String.join(
          "\n", files.stream().map(file -> dryRun ? plan(file) : file.path()).toList());
    }

    private static String plan(Got file) {
      String length =
          file.lengthBytes() < 0
              ? "length unknown"
              : String.format(Locale.ROOT, "%,d bytes", file.lengthBytes());
      return file.status() == Got.Status.PRESENT
          ? file.path() + ", " + length + ", present"
          : file.path() + ", " + length + ", from " + file.url();
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
