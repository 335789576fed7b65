package org.wikimill.formats.ipld;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The contents that the vectors name: generated streams and texts. */
final class VectorInputs {
  private static final int PERIOD = 251;
  private static final byte[] MOD251 = mod251Tile();

  private VectorInputs() {}

  static InputStream content(JsonNode content) {
    if (content.has("utf8")) {
      return new ByteArrayInputStream(utf8(content.get("utf8").textValue()));
    }
    long size = content.get("size").longValue();
    return switch (content.get("gen").textValue()) {
      case "mod251" -> mod251(size);
      case "chacha20" -> chacha20(content.get("seed").textValue(), size);
      default -> throw new IllegalArgumentException("no generator for " + content);
    };
  }

  /** Byte i is (31 i + 7) mod 251: copied from a tile that holds whole periods. */
  static InputStream mod251(long size) {
    return new GeneratedStream(size) {
      @Override
      int generate(long position, byte[] target, int offset, int length) {
        int start = (int) (position % PERIOD);
        int count = Math.min(length, MOD251.length - start);
        System.arraycopy(MOD251, start, target, offset, count);
        return count;
      }
    };
  }

  /** The ChaCha20 key stream (RFC 8439), key SHA-256 of the seed, nonce and counter zero. */
  static InputStream chacha20(String seed, long size) {
    try {
      byte[] key = MessageDigest.getInstance("SHA-256").digest(utf8(seed));
      Cipher cipher = Cipher.getInstance("ChaCha20");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "ChaCha20"),
          new ChaCha20ParameterSpec(new byte[12], 0));
      byte[] zeros = new byte[1 << 16];
      return new GeneratedStream(size) {
        @Override
        int generate(long position, byte[] target, int offset, int length) throws IOException {
          try {
            return cipher.update(zeros, 0, Math.min(length, zeros.length), target, offset);
          } catch (GeneralSecurityException e) {
            throw new IOException(e);
          }
        }
      };
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mod251Tile() {
    byte[] tile = new byte[PERIOD * 8192];
    for (int i = 0; i < tile.length; i++) {
      tile[i] = (byte) ((i % PERIOD * 31 + 7) % PERIOD);
    }
    return tile;
  }

  /** A stream whose bytes follow from their positions or order. */
  private abstract static class GeneratedStream extends InputStream {
    private final long size;
    private long position;

    GeneratedStream(long size) {
      this.size = size;
    }

    /** Fills at least one byte; returns how many. */
    abstract int generate(long position, byte[] target, int offset, int length) throws IOException;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == size) {
        return -1;
      }
      int count = generate(position, target, offset, (int) Math.min(length, size - position));
      position += count;
      return count;
    }
  }

  /** File names as slices of a generated stream, mapped to 38 characters. */
  static byte[][] kuboNames(JsonNode spec) throws IOException {
    byte[] alphabet = utf8("abcdefghijklmnopqrstuvwxyz01234567890-_");
    int count = spec.get("count").intValue();
    int nameBytes = spec.get("name_len").intValue();
    int lastBytes = spec.get("last_len").intValue();
    int total = nameBytes * (count - 1) + lastBytes;
    byte[] stream = chacha20(spec.get("seed").textValue(), total).readAllBytes();
    for (int i = 0; i < total; i++) {
      stream[i] = alphabet[(stream[i] & 0xff) % alphabet.length];
    }
    byte[][] names = new byte[count][];
    for (int i = 0; i < count; i++) {
      int end = i == count - 1 ? total : nameBytes * (i + 1);
      names[i] = Arrays.copyOfRange(stream, nameBytes * i, end);
    }
    return names;
  }
}
