package org.wikimill.names;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.wikimill.names.NamesException.Reason.OUTSIDE;
import static org.wikimill.names.NamesException.Reason.UNREACHABLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The TXT records of a name, as a server has them.
 *
 * @param records in the order of the answer
 */
record Texts(List<TXTRecord> records) {

  /**
   * What a resolver tells of a name.
   *
   * @throws NamesException if it does not answer, or fails
   */
  static Texts at(DnsServer resolver, Name name) throws IOException {
    return of(resolver, name, resolver.ask(query(name, Type.TXT, Flags.RD)));
  }

  /**
   * What the authority itself has.
   *
   * @throws NamesException if it does not answer, or is no authority for the name
   */
  static Texts atAuthority(DnsServer server, Name name) throws IOException {
    Message answer = server.ask(query(name, Type.TXT, 0));
    if (!answer.getHeader().getFlag(Flags.AA)) {
      throw outside(server, name, answer);
    }
    return of(server, name, answer);
  }

  /**
   * The zone that a server is the authority for and that holds a name, whether it exists or not.
   */
  static Name zone(DnsServer server, Name name) throws IOException {
    Message answer = server.ask(query(name, Type.SOA, 0));
    refuseAlias(name, answer);
    List<Record> records = new ArrayList<>(answer.getSection(Section.ANSWER));
    records.addAll(answer.getSection(Section.AUTHORITY));
    Optional<Name> zone =
        records.stream().filter(r -> r.getType() == Type.SOA).map(Record::getName).findFirst();
    if (!answer.getHeader().getFlag(Flags.AA) || zone.isEmpty() || !name.subdomain(zone.get())) {
      throw outside(server, name, answer);
    }
    return zone.get();
  }

  private static NamesException outside(DnsServer server, Name name, Message answer) {
    return new NamesException(
        OUTSIDE,
        name
            + " is in no zone that "
            + server
            + " is the authority for (it answers "
            + Rcode.string(answer.getRcode())
            + ")");
  }

  private static Message query(Name name, int type, int flag) {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    if (flag != 0) {
      query.getHeader().setFlag(flag);
    }
    return query;
  }

  private static Texts of(DnsServer server, Name name, Message answer) throws NamesException {
    int code = answer.getRcode();
    if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
      throw new NamesException(
          UNREACHABLE, server + " answers " + Rcode.string(code) + " when asked for " + name);
    }
    refuseAlias(name, answer);
    List<TXTRecord> records = new ArrayList<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof TXTRecord text && text.getName().equals(name)) {
        records.add(text);
      }
    }
    return new Texts(List.copyOf(records));
  }

  private static void refuseAlias(Name name, Message answer) throws NamesException {
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof CNAMERecord alias && alias.getName().equals(name)) {
        throw new NamesException(
            OUTSIDE, name + " is an alias of " + alias.getTarget() + ": set the link there");
      }
    }
  }

  /** What a name leads to; empty if nothing. */
  List<String> paths() {
    return records.stream()
        .map(Texts::value)
        .flatMap(text -> DnsLink.path(text).stream())
        .sorted()
        .toList();
  }

  /** Paths in words. */
  static String text(List<String> paths) {
    return paths.isEmpty() ? "nothing" : String.join(" and ", paths);
  }

  /**
   * The records with one link in place of all that lead to content. Other texts stay, and have the
   * link's time to live: all records of a name and type have one (RFC 2181, section 5.2).
   */
  Texts with(TXTRecord link) {
    List<TXTRecord> changed = new ArrayList<>();
    for (TXTRecord record : records) {
      if (DnsLink.path(value(record)).isEmpty()) {
        byte[] text = record.rdataToWireCanonical();
        changed.add(
            (TXTRecord) Record.newRecord(link.getName(), Type.TXT, DClass.IN, link.getTTL(), text));
      }
    }
    changed.add(link);
    return new Texts(List.copyOf(changed));
  }

  /** Whether both are the same records, in whatever order, with the same time to live. */
  boolean same(Texts other) {
    return facts().equals(other.facts());
  }

  private Set<String> facts() {
    return records.stream()
        .map(record -> record.getTTL() + " " + record.rdataToString())
        .collect(Collectors.toSet());
  }

  /** The record of a link. */
  static TXTRecord record(DnsLink link, long ttlSeconds) {
    return new TXTRecord(name(link), DClass.IN, ttlSeconds, link.value());
  }

  /** The owner of a link's record. */
  static Name name(DnsLink link) {
    try {
      return Name.fromString(link.owner());
    } catch (TextParseException e) {
      throw new IllegalArgumentException(link.owner() + " is no name", e);
    }
  }

  /** A text is cut into strings of at most 255 bytes. */
  private static String value(TXTRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object string : record.getStringsAsByteArrays()) {
      bytes.writeBytes((byte[]) string);
    }
    return bytes.toString(ISO_8859_1);
  }
}
