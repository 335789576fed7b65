package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** Lists of snapshots that ssh-keygen and minisign sign, and what is not taken for signed. */
class SignaturesInteropIT {
  private static final String SIGNER = "mirror@example.org";

  @TempDir private Path folder;
  private Path list;
  private Path key;
  private Path signers;

  @BeforeEach
  void make() throws IOException {
    list = Files.writeString(folder.resolve("snapshots.yml"), "tr:\n  name: x\n");
    key = folder.resolve("key");
    program("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key).succeed();
    signers = folder.resolve("signers");
    allow("namespaces=\"wikimill-snapshots\"");
  }

  private void allow(String options) throws IOException {
    String publicKey = Files.readString(folder.resolve("key.pub")).strip();
    Files.writeString(signers, SIGNER + " " + options + " " + publicKey + "\n");
  }

  /** A program of the tier, else of the machine. */
  private Command program(String name, Object... arguments) {
    Object[] line = new Object[arguments.length + 1];
    line[0] = name;
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return withPath(Command.of("env", line)).in(folder);
  }

  private static Command withPath(Command command) {
    Path tools = Tools.signing();
    return command.with(
        "PATH", tools + ":" + System.getenv("PATH") + ":" + tools.resolve("usr/bin"));
  }

  private Command snapshots(Object... arguments) {
    Object[] line = new Object[arguments.length + 1];
    line[0] = "snapshots";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return withPath(Wikimill.command(line));
  }

  private Command verify(Object... more) {
    Object[] line = new Object[more.length + 4];
    line[0] = "verify";
    line[1] = list;
    line[2] = "--allowed-signers";
    line[3] = signers;
    System.arraycopy(more, 0, line, 4, more.length);
    return snapshots(line);
  }

  @Test
  void aListSignedWithAnSshKeyIsKnownByItsSigner() {
    assertThat(snapshots("sign", list, "--ssh-key", key).succeed().text())
        .isEqualTo(list + ".sig\n");
    assertThat(verify().succeed().errors()).contains("signed by " + SIGNER);
    verify("--signer", SIGNER).succeed();
    assertThat(verify("--signer", "other@example.org").exitWith(1).text())
        .contains("is not signed by an allowed signer");
    // ssh-keygen itself, as any reader may run it.
    program(
            "sh",
            "-c",
            "ssh-keygen -Y verify -n wikimill-snapshots -f signers -I "
                + SIGNER
                + " -s snapshots.yml.sig < snapshots.yml")
        .succeed();
  }

  @Test
  void anAgentSignsForAKeyOfWhichThePublicHalfIsThere() throws IOException {
    String line = "ssh-add -q key && rm key && exec \"$0\" \"$@\"";
    Command sign = snapshots("sign", list, "--ssh-key", folder.resolve("key.pub"));
    List<Object> words = new ArrayList<>(List.of("ssh-agent", "sh", "-c", line));
    words.addAll(sign.line());
    Command underAgent = Command.of("env", words.toArray()).in(folder);
    for (Map.Entry<String, String> variable : sign.environment().entrySet()) {
      underAgent = underAgent.with(variable.getKey(), variable.getValue());
    }
    underAgent.succeed();
    assertThat(key).doesNotExist();
    assertThat(verify().succeed().errors()).contains("signed by " + SIGNER);
  }

  @Test
  void aChangedListIsNotSigned() throws IOException {
    snapshots("sign", list, "--ssh-key", key).succeed();
    Files.writeString(list, "tr:\n  name: y\n");
    assertThat(verify().exitWith(1).text()).contains("is not signed by an allowed signer");
  }

  @Test
  void aSignatureForSomethingElseIsNone() throws IOException {
    program("ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", key, list).succeed();
    allow("");
    assertThat(verify().exitWith(1).text()).contains("is not signed by an allowed signer");
  }

  @Test
  void aKeyThatIsNoLongerValidIsNoSigners() throws IOException {
    snapshots("sign", list, "--ssh-key", key).succeed();
    allow("valid-before=\"20200101\"");
    assertThat(verify().exitWith(1).text()).contains("is not signed by an allowed signer");
    assertThat(verify("--signer", SIGNER).exitWith(1).text())
        .contains("is not signed by an allowed signer");
  }

  @Test
  void whoIsNotAllowedIsNoSigner() throws IOException {
    Path other = folder.resolve("other");
    program("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other).succeed();
    snapshots("sign", list, "--ssh-key", other).succeed();
    assertThat(verify().exitWith(1).text()).contains("is not signed by an allowed signer");
    Files.delete(Path.of(list + ".sig"));
    assertThat(verify().exitWith(1).text()).isEqualTo("no signature " + list + ".sig\n");
  }

  @Test
  void aKeyThatIsNotThereSignsNothing() {
    Path none = folder.resolve("none");
    assertThat(snapshots("sign", list, "--ssh-key", none).exitWith(4).errors())
        .contains("ssh-keygen did not sign " + list);
    assertThat(Path.of(list + ".sig")).doesNotExist();
  }

  @Test
  void aListSignedWithMinisignIsKnownByItsKeyAndNothingElseIs() throws IOException {
    Path secret = folder.resolve("mirror.key");
    Path known = folder.resolve("mirror.pub");
    program("minisign", "-G", "-W", "-s", secret, "-p", known).succeed();
    snapshots("sign", list, "--minisign-key", secret).succeed();
    byte[] signature = Files.readAllBytes(Path.of(list + ".minisig"));
    Command verify = snapshots("verify", list, "--minisign-public-key", known);
    assertThat(verify.succeed().errors()).contains("signed by mirror.pub");
    program("minisign", "-V", "-p", known, "-m", list).succeed();
    snapshots("sign", list, "--minisign-key", secret).succeed();
    assertThat(Path.of(list + ".minisig")).hasBinaryContent(signature);

    program("minisign", "-S", "-s", secret, "-m", list, "-t", "something else").succeed();
    assertThat(verify.exitWith(1).text()).contains("has a signature for something else");
    Files.write(Path.of(list + ".minisig"), signature);
    Files.writeString(list, "tr:\n  name: y\n");
    assertThat(verify.exitWith(1).text()).contains("is not signed with the key of " + known);
    Files.delete(Path.of(list + ".minisig"));
    assertThat(verify.exitWith(1).text()).isEqualTo("no signature " + list + ".minisig\n");
  }
}
