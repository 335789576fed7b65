package org.wikimill.get;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.ExpectedSums;
import org.wikimill.formats.sums.Metalink;

/**
 * Where files are published, and where copies are.
 *
 * <p>Sums come from the publisher alone, bytes from anywhere: from the mirrors that the user names,
 * then from the publisher, then from the mirrors that its metalinks name.
 *
 * @param base below which the publisher's files are, with a slash at its end; those elsewhere have
 *     no mirrors of the user's
 * @param mirrors the URLs that stand for {@code base} elsewhere
 */
public record Publisher(Http http, URI base, List<URI> mirrors, Verification verification) {

  /** How messages say what can be done about a missing sum. */
  static final String ANYWAY = ": --no-verify downloads it all the same";

  public Publisher {
    mirrors = List.copyOf(mirrors);
  }

  /**
   * A file of which all is known.
   *
   * @param sum which its publisher states
   */
  RemoteFile file(URI url, String name, ExpectedSum sum) {
    boolean verified = verification == Verification.REQUIRED;
    return new RemoteFile(
        name,
        sources(url, List.of()),
        verified ? Optional.of(sum) : Optional.empty(),
        Optional.empty(),
        sum.lengthBytes());
  }

  /**
   * A file whose sum stands beside it.
   *
   * @throws GetException if none does
   */
  public RemoteFile file(URI url) throws IOException {
    String name =
        Addresses.fileName(url)
            .orElseThrow(
                () ->
                    new GetException(
                        GetException.Reason.NOTHING_MATCHES, url + " does not name a file"));
    if (verification == Verification.OMITTED) {
      return new RemoteFile(
          name, sources(url, List.of()), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }
    RemoteFolder folder = new RemoteFolder(http, url, name);
    Optional<ExpectedSum> sum = ExpectedSums.beside(folder).of(name);
    if (sum.isEmpty()) {
      throw new GetException(
          GetException.Reason.UNVERIFIABLE,
          "nothing beside " + url + " states a sum of it" + ANYWAY);
    }
    Optional<byte[]> bytes = folder.bytes(name + Metalink.SUFFIX);
    Optional<Metalink> metalink =
        bytes.isEmpty()
            ? Optional.empty()
            : Metalink.read(bytes.get(), url + Metalink.SUFFIX, name);
    OptionalLong lengthBytes =
        metalink.isPresent() ? metalink.get().lengthBytes() : sum.get().lengthBytes();
    return new RemoteFile(
        name,
        sources(url, metalink.map(Metalink::mirrors).orElse(List.of())),
        sum,
        metalink.flatMap(Metalink::pieces),
        lengthBytes);
  }

  private List<URI> sources(URI url, List<String> others) {
    List<URI> sources = new ArrayList<>();
    String path = url.toString();
    for (URI mirror : mirrors) {
      if (path.startsWith(base.toString())) {
        sources.add(mirror.resolve(path.substring(base.toString().length())));
      }
    }
    sources.add(url);
    for (String other : others) {
      Addresses.follow(url, other).ifPresent(sources::add);
    }
    return sources.stream().distinct().toList();
  }
}
