package org.wikimill.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.names.NamesException.Reason;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Links are set at a real name server, or the reason why not is told and nothing is changed. */
class DynamicUpdateInteropIT {
  private static final String A =
      "/ipfs/bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4";
  private static final String B =
      "/ipfs/bafybeiaysi4s6lnjev27ln5icwm6tueaw2vdykrtjkwiphwekaywqhcjze";
  private static final Duration TTL = Duration.ofSeconds(60);
  private static final Expected ANYTHING = new Expected.Anything();

  @TempDir static Path folder;
  private static Knot knot;

  @BeforeAll
  static void start() throws IOException {
    knot = new Knot(folder);
  }

  @AfterAll
  static void stop() {
    if (knot != null) {
      knot.close();
    }
  }

  private static DynamicUpdate update(String key) throws IOException {
    return new DynamicUpdate(knot.address(), TsigKey.parse(key, "key"));
  }

  private static DynamicUpdate update() throws IOException {
    return update("hmac-sha256:publisher:" + Knot.SECRET);
  }

  private static Outcome set(DnsLink link, Expected expected) throws IOException {
    return update().apply(DynamicUpdate.plan(knot.address(), link, expected, TTL));
  }

  private static Texts texts(DnsLink link) throws IOException {
    return Texts.atAuthority(knot.address(), Texts.name(link));
  }

  private static void assertRefused(Reason reason, String message, ThrowingCallable code) {
    assertThatThrownBy(code)
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(NamesException.class))
        .extracting(NamesException::reason)
        .isEqualTo(reason);
  }

  @Test
  void aNewNameIsSetThenLeftAloneThenReplaced() throws IOException {
    DnsLink first = DnsLink.of("tr.example.org", A);
    DnsLink second = DnsLink.of("tr.example.org", B);
    assertThat(set(first, new Expected.Nothing())).isEqualTo(Outcome.SET);
    assertThat(set(first, new Expected.Nothing())).isEqualTo(Outcome.ALREADY);
    assertThat(set(second, new Expected.Path(A))).isEqualTo(Outcome.SET);
    assertThat(texts(second).paths()).containsExactly(B);
    Resolution soon = new Resolution(Duration.ofSeconds(5), Duration.ofMillis(50));
    assertThatCode(() -> soon.await(second, knot.address())).doesNotThrowAnyException();
  }

  @Test
  void aPlanTellsWhatIsThereAndChangesNothing() throws IOException {
    DnsLink link = DnsLink.of("taken.example.org", A);
    Change change = DynamicUpdate.plan(knot.address(), link, ANYTHING, TTL);
    assertThat(change.isNeeded()).isTrue();
    assertThat(change.paths()).containsExactly("/ipfs/bafkqaaa");
    assertThat(texts(link).paths()).containsExactly("/ipfs/bafkqaaa");
  }

  @Test
  void anotherValueThanExpectedIsToldAndStays() throws IOException {
    DnsLink link = DnsLink.of("taken.example.org", A);
    String told = "_dnslink.taken.example.org. leads to /ipfs/bafkqaaa";
    assertRefused(Reason.CHANGED, told, () -> set(link, new Expected.Nothing()));
    assertRefused(Reason.CHANGED, told, () -> set(link, new Expected.Path(B)));
    assertRefused(
        Reason.CHANGED,
        "leads to nothing",
        () -> set(DnsLink.of("none.example.org", A), new Expected.Path(B)));
  }

  @Test
  void whatAnotherSetInBetweenIsNotOverwritten() throws IOException {
    DnsLink ours = DnsLink.of("race.example.org", A);
    DnsLink theirs = DnsLink.of("race.example.org", B);
    Change onNothing = DynamicUpdate.plan(knot.address(), ours, ANYTHING, TTL);
    assertThat(set(theirs, ANYTHING)).isEqualTo(Outcome.SET);
    assertRefused(
        Reason.CHANGED,
        "leads to " + B + " at " + knot.address() + ", expected nothing, as a moment ago",
        () -> update().apply(onNothing));
    Change onTheirs = DynamicUpdate.plan(knot.address(), ours, ANYTHING, TTL);
    set(DnsLink.of("race.example.org", "/ipns/k51other"), ANYTHING);
    assertRefused(Reason.CHANGED, "leads to /ipns/k51other", () -> update().apply(onTheirs));
    assertThat(texts(ours).paths()).containsExactly("/ipns/k51other");
  }

  @Test
  void textsOfOtherKindsStayBesideTheLink() throws IOException {
    DnsLink link = DnsLink.of("mixed.example.org", A);
    Update other = new Update(Name.fromString("example.org."));
    other.add(Name.fromString(link.owner()), Type.TXT, 600, "\"dnslink=/hyper/1\"");
    knot.address().ask(other, TsigKey.parse("hmac-sha256:publisher:" + Knot.SECRET, "key"));
    assertThat(set(link, new Expected.Nothing())).isEqualTo(Outcome.SET);
    assertThat(set(DnsLink.of("mixed.example.org", B), ANYTHING)).isEqualTo(Outcome.SET);
    assertThat(texts(link).records())
        .extracting(record -> record.rdataToString())
        .containsExactlyInAnyOrder("dnslink=/hyper/1", "dnslink=" + B);
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsRefused() throws IOException {
    Change change = plan("keys.example.org");
    assertRefused(
        Reason.REFUSED,
        "BADKEY",
        () -> update("hmac-sha256:stranger:" + Knot.OTHER_SECRET).apply(change));
    assertRefused(
        Reason.REFUSED,
        "BADSIG",
        () -> update("hmac-sha256:publisher:" + Knot.OTHER_SECRET).apply(change));
    assertRefused(
        Reason.REFUSED, "NOTAUTH", () -> update("hmac-sha256:other:" + Knot.SECRET).apply(change));
    assertThat(texts(DnsLink.of("keys.example.org", A)).paths()).isEmpty();
  }

  @Test
  void aKeyThatMayChangeOneNameChangesThatAlone() throws IOException {
    DynamicUpdate other = update("hmac-sha256:other:" + Knot.SECRET);
    assertThat(other.apply(plan("one.example.org"))).isEqualTo(Outcome.SET);
    Change two = plan("two.example.org");
    assertRefused(Reason.REFUSED, "key other (hmac-sha256)", () -> other.apply(two));
  }

  @Test
  void anAnswerThatIsNotSignedIsNotBelieved() throws IOException {
    Change change = plan("forged.example.org");
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread forger = new Thread(() -> agreeToAll(socket));
      forger.setDaemon(true);
      forger.start();
      DnsServer server = DnsServer.of("127.0.0.1:" + socket.getLocalPort(), Duration.ofSeconds(5));
      TsigKey key = TsigKey.parse("hmac-sha256:publisher:" + Knot.SECRET, "key");
      assertRefused(
          Reason.UNREACHABLE,
          "is not signed with key publisher",
          () -> new DynamicUpdate(server, key).apply(change));
    }
  }

  /** Answers one update that it is done, without a signature. */
  private static void agreeToAll(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      byte[] asked = new byte[in.readUnsignedShort()];
      in.readFully(asked);
      Message answer = new Message(new Message(asked).getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.getHeader().setOpcode(Opcode.UPDATE);
      byte[] bytes = answer.toWire();
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      out.writeShort(bytes.length);
      out.write(bytes);
      out.flush();
      in.read(); // until the client has had enough
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLinkThatIsThereWithAnotherTimeToLiveIsRightWhateverWasExpected() throws IOException {
    DnsLink link = DnsLink.of("ttl.example.org", A);
    set(link, ANYTHING);
    Change longer =
        DynamicUpdate.plan(knot.address(), link, new Expected.Nothing(), TTL.plusMinutes(1));
    assertThat(update().apply(longer)).isEqualTo(Outcome.SET);
    assertThat(texts(link).records().get(0).getTTL()).isEqualTo(120);
  }

  @Test
  void aZoneThatNobodyMayChangeIsNotChanged() throws IOException {
    Change change = plan("frozen.example");
    assertRefused(Reason.REFUSED, knot.address() + " answers ", () -> update().apply(change));
    assertThat(texts(DnsLink.of("frozen.example", A)).paths()).isEmpty();
  }

  private static Change plan(String domain) throws IOException {
    return DynamicUpdate.plan(knot.address(), DnsLink.of(domain, A), ANYTHING, TTL);
  }

  @Test
  void aNameOutsideTheServersZonesIsRefusedBeforeAnythingIsSent() {
    assertRefused(Reason.OUTSIDE, "is in no zone", () -> plan("other.test"));
    assertRefused(Reason.OUTSIDE, "is in no zone", () -> plan("a.sub.example.org"));
    assertRefused(
        Reason.OUTSIDE, "is an alias of _dnslink.example.org.", () -> plan("alias.example"));
  }

  @Test
  void aServerThatIsDownIsToldAsSuch() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    DnsServer down = DnsServer.of("127.0.0.1:" + unused, Duration.ofSeconds(2));
    DnsLink link = DnsLink.of("tr.example.org", A);
    assertRefused(
        Reason.UNREACHABLE,
        "no answer from 127.0.0.1:",
        () -> DynamicUpdate.plan(down, link, ANYTHING, TTL));
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForever() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      DnsServer server = DnsServer.of("127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(500));
      DnsLink link = DnsLink.of("tr.example.org", A);
      assertRefused(
          Reason.UNREACHABLE,
          "no answer from",
          () -> DynamicUpdate.plan(server, link, ANYTHING, TTL));
    }
  }

  @Test
  void aResolverThatTellsSomethingElseIsNotBelievedAfterTheTime() {
    Resolution soon = new Resolution(Duration.ofMillis(200), Duration.ofMillis(50));
    assertRefused(
        Reason.UNSEEN,
        "tells of _dnslink.taken.example.org. /ipfs/bafkqaaa",
        () -> soon.await(DnsLink.of("taken.example.org", A), knot.address()));
  }
}
