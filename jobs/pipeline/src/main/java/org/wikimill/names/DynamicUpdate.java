package org.wikimill.names;

import static org.wikimill.names.NamesException.Reason.CHANGED;
import static org.wikimill.names.NamesException.Reason.REFUSED;
import static org.wikimill.names.NamesException.Reason.UNREACHABLE;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * Sets links at the primary server of their zone, by dynamic update over TCP, signed with a key.
 *
 * <p>All TXT records of the name are replaced in one update, on the condition that they still are
 * what was read: of two that set a name at once, one is refused. Texts that are no links to content
 * stay. An answer counts if it is signed with the key. Afterwards the server is asked what it has.
 *
 * @param server the primary server, as the zone's SOA record names it
 * @param key which the server lets change the record
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2136">RFC 2136</a>
 */
public record DynamicUpdate(DnsServer server, TsigKey key) {
  /** Between questions whether the server has what it took. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * What it takes to make a link the only one of its name. Changes nothing, and needs no key.
   *
   * @param expected what is there now; not looked at if the link is there already
   * @param ttl how long resolvers may keep it, of at least a second
   * @throws NamesException if it cannot be, or what is there is not as expected
   */
  public static Change plan(DnsServer server, DnsLink link, Expected expected, Duration ttl)
      throws IOException {
    Name name = Texts.name(link);
    Name zone = Texts.zone(server, name);
    Texts before = Texts.atAuthority(server, name);
    Texts after = before.with(Texts.record(link, ttl.toSeconds()));
    boolean leadsThere = before.paths().equals(List.of(link.path()));
    if (!leadsThere && !expected.allows(before.paths())) {
      throw changed(server, name, expected.text(), before);
    }
    return new Change(link, zone, before, after);
  }

  /**
   * Makes the change, unless it is none.
   *
   * @throws NamesException if the server refuses, or has something else by now than when this was
   *     planned
   */
  public Outcome apply(Change change) throws IOException {
    if (!change.isNeeded()) {
      return Outcome.ALREADY;
    }
    check(server.ask(update(change), key), change);
    new Resolution(server.patience(), PAUSE).await(change.link(), server);
    return Outcome.SET;
  }

  private static Update update(Change change) {
    Update update = new Update(change.zone());
    if (change.before().records().isEmpty()) {
      update.absent(change.name(), Type.TXT);
    }
    for (Record record : change.before().records()) {
      // Without a time to live, or the server calls it malformed (RFC 2136, section 2.4.2).
      byte[] text = record.rdataToWireCanonical();
      update.present(Record.newRecord(change.name(), Type.TXT, DClass.IN, 0, text));
    }
    update.delete(change.name(), Type.TXT);
    change.after().records().forEach(update::add);
    return update;
  }

  /** Refuses every answer but the server's own that it is done. */
  private void check(Message answer, Change change) throws IOException {
    int code = answer.getRcode();
    switch (code) {
      case Rcode.NOERROR -> {
        if (!answer.isVerified()) {
          throw new NamesException(
              UNREACHABLE, "the answer of " + server + " is not signed with key " + key);
        }
      }
      case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN ->
          throw changed(
              server,
              change.name(),
              Texts.text(change.before().paths()) + ", as a moment ago",
              Texts.atAuthority(server, change.name()));
      case Rcode.NOTAUTH ->
          throw new NamesException(REFUSED, notAuthorised(answer.getTSIG(), change.zone()));
      default ->
          throw new NamesException(
              REFUSED,
              server
                  + " answers "
                  + Rcode.string(code)
                  + ": it does not let key "
                  + key
                  + " change "
                  + change.name()
                  + " in zone "
                  + change.zone());
    }
  }

  private String notAuthorised(TSIGRecord tsig, Name zone) {
    int error = tsig == null ? Rcode.NOTAUTH : tsig.getError();
    String why =
        switch (error) {
          case Rcode.BADKEY -> "it does not know key " + key + ", or not for this";
          case Rcode.BADSIG -> "its key of the name " + key + " has another secret";
          case Rcode.BADTIME ->
              "its clock and this machine's differ by more than "
                  + TSIG.FUDGE.toMinutes()
                  + " minutes";
          default ->
              "it is not the primary server of " + zone + ", or does not let key " + key + " in";
        };
    return server + " answers NOTAUTH, " + Rcode.TSIGstring(error) + ": " + why;
  }

  private static NamesException changed(DnsServer server, Name name, String expected, Texts found) {
    return new NamesException(
        CHANGED,
        name
            + " leads to "
            + Texts.text(found.paths())
            + " at "
            + server
            + ", expected "
            + expected
            + "; nothing was changed");
  }
}
