package org.wikimill.names;

import static org.wikimill.names.NamesException.Reason.UNSEEN;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * The look at a name from outside: whether resolvers tell what was set.
 *
 * <p>A resolver may keep what it was told before for as long as that said; it is asked again until
 * then.
 *
 * @param limit how long a resolver is waited for
 * @param pause between two questions
 */
public record Resolution(Duration limit, Duration pause) {

  /** Asks every two seconds. */
  public static Resolution within(Duration limit) {
    return new Resolution(limit, Duration.ofSeconds(2));
  }

  /**
   * Returns when a resolver tells a link, and no other beside it.
   *
   * @throws NamesException if it does not in time; the message says what it tells instead
   */
  public void await(DnsLink link, DnsServer resolver) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      String found = look(link, resolver);
      if (found.equals(link.path())) {
        return;
      }
      if (System.nanoTime() + pause.toNanos() > end) {
        throw new NamesException(
            UNSEEN,
            resolver
                + " tells of "
                + link.owner()
                + " "
                + found
                + " after "
                + limit.toSeconds()
                + " s, expected "
                + link.path());
      }
      sleep();
    }
  }

  /** What a resolver tells, in words. One that fails now may not in a moment. */
  private static String look(DnsLink link, DnsServer resolver) throws IOException {
    try {
      return Texts.text(Texts.at(resolver, Texts.name(link)).paths());
    } catch (NamesException e) {
      return "nothing (" + e.getMessage() + ")";
    }
  }

  private void sleep() throws IOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a resolver");
    }
  }
}
