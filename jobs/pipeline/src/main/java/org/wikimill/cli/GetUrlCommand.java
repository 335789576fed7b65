package org.wikimill.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wikimill.get.Addresses;
import org.wikimill.get.RemoteFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill get url}: files from anywhere. */
@Command(
    name = "url",
    description = {
      "Downloads files that have a sum beside them: FILE.meta4, FILE.sha256, FILE.sha1, FILE.md5,",
      "SHA256SUMS, or those that Wikimedia's dumps have."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill get url https://download.kiwix.org/zim/wikipedia/wikipedia_tr_all_mini_2026-01.zim",
      "  wikimill get url --no-verify https://example.org/a.zim   a file that nobody states a sum of",
    })
final class GetUrlCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "URL", description = "Of http or https.")
  private List<String> urls;

  @Mixin private GetOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<URI> uris = new ArrayList<>();
    for (String url : urls) {
      try {
        uris.add(Addresses.parse(url));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage());
      }
    }
    return options.run(
        uris.get(0).resolve("/"),
        (publisher, listener) -> {
          List<RemoteFile> files = new ArrayList<>();
          for (URI uri : uris) {
            files.add(publisher.file(uri));
          }
          return files;
        });
  }
}
