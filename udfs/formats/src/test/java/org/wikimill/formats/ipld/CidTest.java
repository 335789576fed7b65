package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;

class CidTest {
  private static final String V0 = "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH";
  private static final String V1_RAW =
      "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  @Test
  void versionZeroIsTheBareMultihashOfADagPbBlock() throws Exception {
    Cid cid = Cid.parse(V0);
    assertThat(cid.version()).isZero();
    assertThat(cid.codec()).isEqualTo(Codec.DAG_PB);
    assertThat(cid.lengthBytes()).isEqualTo(34);
    assertThat(cid.multihash()).isEqualTo(cid.bytes());
    assertThat(cid).hasToString(V0).isEqualTo(Cid.decode(cid.bytes(), 0));
    assertThat(cid).isEqualTo(Cid.sha256(0, Codec.DAG_PB, cid.digest()));
  }

  @Test
  void versionOneNamesItsCodecAndHashFunction() throws Exception {
    Cid cid = Cid.parse(V1_RAW);
    assertThat(cid.version()).isOne();
    assertThat(cid.codec()).isEqualTo(Codec.RAW);
    assertThat(cid.hashFunction()).isEqualTo(Cid.SHA2_256);
    assertThat(cid.digest()).isEqualTo(DigestUtils.sha256(new byte[0]));
    assertThat(cid.lengthBytes()).isEqualTo(36);
    assertThat(cid.multihash()).isEqualTo(Arrays.copyOfRange(cid.bytes(), 2, 36));
    assertThat(cid).hasToString(V1_RAW).isEqualTo(Cid.decode(cid.bytes(), 0));
    assertThat(Cid.parse(cid.toString(Multibase.BASE58BTC))).isEqualTo(cid);
  }

  @Test
  void theEmptyIdentityIsBafkqaaa() throws Exception {
    assertThat(Cid.IDENTITY_EMPTY).hasToString("bafkqaaa").isEqualTo(Cid.parse("bafkqaaa"));
    assertThat(Cid.IDENTITY_EMPTY.bytes()).containsExactly(1, 0x55, 0, 0);
    assertThat(Cid.IDENTITY_EMPTY.digest()).isEmpty();
    assertThat(Cid.decode(new byte[] {9, 1, 0x55, 0, 0, 9}, 1)).isEqualTo(Cid.IDENTITY_EMPTY);
  }

  @Test
  void orderIsThatOfUnsignedBytes() {
    byte[] low = new byte[32];
    byte[] high = new byte[32];
    low[0] = 0x7f;
    high[0] = (byte) 0x80;
    assertThat(Cid.sha256(1, Codec.RAW, low)).isLessThan(Cid.sha256(1, Codec.RAW, high));
  }

  @Test
  void codecsWithoutANameAreKept() throws Exception {
    Cid cid = Cid.sha256(1, Codec.of(0x0129), new byte[32]);
    assertThat(cid.lengthBytes()).isEqualTo(37);
    assertThat(Cid.decode(cid.bytes(), 0).codec()).isEqualTo(new Codec(0x0129));
    assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
    assertThat(cid.codec()).hasToString("0x129");
  }

  @Test
  void textsAndBytesOfRandomCidsComeBack() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[4 + random.nextInt(Cid.MAX_DIGEST_BYTES)];
      random.nextBytes(bytes);
      bytes[0] = 1;
      bytes[1] = (byte) random.nextInt(128);
      bytes[2] = 0x1b;
      BlockBuffer buffer = new BlockBuffer(200);
      buffer.bytes(bytes, 0, 3);
      buffer.varint(bytes.length - 3);
      buffer.bytes(bytes, 3, bytes.length - 3);
      Cid cid = Cid.decode(buffer.toByteArray(), 0);
      assertThat(cid.bytes()).isEqualTo(buffer.toByteArray());
      assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
      for (Multibase base : Multibase.values()) {
        assertThat(Cid.parse(cid.toString(base))).isEqualTo(cid);
      }
    }
  }

  @Test
  void base58KeepsLeadingZeroBytes() {
    byte[] bytes = {0, 0, 0, 1, 58};
    assertThat(Multibase.BASE58BTC.encode(bytes)).isEqualTo("z1116R");
    assertThat(Multibase.BASE58BTC.bytes("1116R")).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Qm",
        "not a cid",
        "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQ",
        "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQHH",
        "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1Aw0H",
        "zQmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyk",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvykua",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvykv",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyk1",
        "BAFKREIHDWDCEFGH4DQKJV67UZCMW7OJEE6XEDZDETOJUZJEVTENXQUVYKU",
        "bafkqaaaa",
        "baiaaaaa"
      })
  void textsThatAreNoCidAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cid.parse(text));
  }

  @Test
  void digestsUpToTheLimitAreAcceptedAndOneByteMoreIsRefused() throws Exception {
    assertThat(Cid.decode(withDigest(128), 0).digestBytes()).isEqualTo(128);
    assertThatThrownBy(() -> Cid.decode(withDigest(129), 0))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("digest length out of range");
  }

  private static byte[] withDigest(int bytes) {
    BlockBuffer buffer = new BlockBuffer(200);
    buffer.bytes(new byte[] {1, 0x55, 0x1b});
    buffer.varint(bytes);
    buffer.bytes(new byte[bytes]);
    return buffer.toByteArray();
  }

  @Test
  void numbersInLongerFormsThanNeededAreRefused() {
    byte[] padded = {1, (byte) 0xd5, 0, 0, 0};
    assertThatThrownBy(() -> Cid.decode(padded, 0)).hasMessageContaining("not canonical");
  }

  @Test
  void onlyDagPbHasVersionZero() {
    byte[] digest = new byte[32];
    assertThatIllegalArgumentException().isThrownBy(() -> Cid.sha256(0, Codec.RAW, digest));
    assertThatIllegalArgumentException().isThrownBy(() -> Cid.sha256(2, Codec.RAW, digest));
    assertThatIllegalArgumentException().isThrownBy(() -> Cid.sha256(1, Codec.RAW, new byte[31]));
  }
}
