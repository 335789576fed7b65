package org.wikimill.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.MultihashIndexWriter;

/** The first entry that differs is named, wherever the difference is. */
class IndexComparisonTest {
  private static final int BLOCKS = 2500;
  private static final int HEAD = 30;
  private static final int ENTRY = 40;

  private static MultihashIndexWriter index() {
    Random random = new Random(1);
    MultihashIndexWriter index = new MultihashIndexWriter();
    for (int i = 0; i < BLOCKS; i++) {
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      index.add(Cid.sha256(1, Codec.RAW, digest), 100L * i);
    }
    return index;
  }

  private static byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    index().writeTo(out);
    return out.toByteArray();
  }

  private static Optional<Defect> compare(byte[] actual) throws IOException {
    return IndexComparison.of(index(), "x.idx", Inputs.of("x.idx", actual));
  }

  @Test
  void sameIndexHasNoDefect() throws IOException {
    assertThat(compare(bytes())).isEmpty();
  }

  @Test
  void changedEntryIsNamed() throws IOException {
    for (int entry : new int[] {0, 1, 1023, 1024, 1025, BLOCKS - 1}) {
      for (int at : new int[] {0, 31, 32, 39}) {
        byte[] changed = bytes();
        int start = HEAD + entry * ENTRY;
        changed[start + at] ^= 1;
        Defect defect = compare(changed).orElseThrow();
        assertThat(defect.offset()).isEqualTo(start);
        assertThat(defect.what()).isEqualTo("entry " + entry + " of the index");
        assertThat(defect.expected()).hasSize(2 * ENTRY).isNotEqualTo(defect.found());
        assertThat(defect.found()).hasSize(2 * ENTRY);
      }
    }
  }

  @Test
  void changedHeadIsNamed() throws IOException {
    for (int at = 0; at < HEAD; at++) {
      byte[] changed = bytes();
      changed[at] ^= 1;
      assertThat(compare(changed).orElseThrow().what()).isEqualTo("head of the index");
    }
  }

  @Test
  void shorterAndLongerIndexesAreNamed() throws IOException {
    byte[] whole = bytes();
    for (int length : new int[] {0, 1, HEAD, HEAD + ENTRY, whole.length - 1}) {
      assertThat(compare(Arrays.copyOf(whole, length))).as("%d bytes", length).isPresent();
    }
    Defect longer = compare(Arrays.copyOf(whole, whole.length + 1)).orElseThrow();
    assertThat(longer.offset()).isEqualTo(whole.length);
  }
}
