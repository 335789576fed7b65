package org.wikimill.formats.bzip2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

class Bzip2BlocksPropertyTest {

  /** A block with where it starts. */
  private record Block(long position, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Block block
          && position == block.position
          && Arrays.equals(bytes, block.bytes);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(position);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 99_980, 100_000, 100_001, 1_000_000})
  void whatAnEncoderWroteIsReadBack(int length) throws IOException {
    Random random = new Random(length);
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    byte[] words = words(random, length);
    byte[] runs = new byte[length];
    Arrays.fill(runs, length / 3, length, (byte) 'x');

    for (byte[] content : List.of(noise, words, runs)) {
      assertThat(read(compress(content, 1))).isEqualTo(content);
      assertThat(read(compress(content, 9))).isEqualTo(content);
    }
  }

  @Test
  void streamsOneAfterTheOtherAreOneFileWhetherEmptyOrNot() throws IOException {
    Random random = new Random(7);
    byte[] first = words(random, 250_000);
    byte[] second = words(random, 10);
    byte[] empty = compress(new byte[0], 9);
    byte[] file = concat(empty, compress(first, 1), empty, empty, compress(second, 3), empty);

    assertThat(read(file)).isEqualTo(concat(first, second));
    assertThat(read(file))
        .isEqualTo(
            new BZip2CompressorInputStream(new ByteArrayInputStream(file), true).readAllBytes());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "1,7", "1,64", "3,5", "9,2"})
  void everyBlockBelongsToOneRange(int level, int ranges) throws IOException {
    byte[] file =
        concat(
            compress(words(new Random(level), 1_500_000), level),
            compress(words(new Random(ranges), 300_000), level));
    List<Block> all = blocks(Bzip2Blocks.of(input(file)), Long.MAX_VALUE);

    assertThat(inRanges(file, file.length / ranges + 1)).isEqualTo(all);
  }

  @Test
  void aMarkThatStandsInABlockByChanceStartsNone() throws IOException {
    byte[] text = words(new Random(1), 5_000);
    byte[] trap = BlockWriter.stream(text, BlockWriter.spellingTheMark());
    assertThat(marks(trap)).isEqualTo(2);
    assertThat(new BZip2CompressorInputStream(new ByteArrayInputStream(trap)).readAllBytes())
        .isEqualTo(text);
    byte[] file = concat(trap, trap, compress(text, 9));
    List<Block> all = blocks(Bzip2Blocks.of(input(file)), Long.MAX_VALUE);

    assertThat(all).hasSize(3);
    for (int length : new int[] {1, 5, 17, 40, 100, 1000}) {
      assertThat(inRanges(file, length)).as("ranges of %s", length).isEqualTo(all);
    }
  }

  @Test
  void aDamagedBlockIsNoticedByTheRangeBeforeIt() throws IOException {
    byte[] file = compress(words(new Random(2), 500_000), 1);
    List<Block> all = blocks(Bzip2Blocks.of(input(file)), Long.MAX_VALUE);
    int third = (int) all.get(2).position();
    file[third + 2_000] ^= 16;
    Bzip2Blocks before = Bzip2Blocks.from(input(file), all.get(1).position(), third);

    assertThat(before.next()).isTrue();
    assertThatThrownBy(before::next)
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("bzip2 block is damaged: test.bz2 at byte " + (third + 6));
  }

  @Test
  void aFlippedBitIsNoticedOrDoesNotMatter() throws IOException {
    byte[] content = words(new Random(3), 300);
    byte[] file = compress(content, 9);
    int noticed = 0;
    for (int bit = 0; bit < file.length * Byte.SIZE; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      try {
        assertThat(read(damaged)).as("bit %s", bit).isEqualTo(content);
      } catch (MalformedInputException | EOFException e) {
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThan(file.length * Byte.SIZE * 9 / 10);
  }

  @Test
  void aFileThatEndsInAStreamSaysSo() throws IOException {
    byte[] file = compress(words(new Random(4), 1000), 9);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut)).as("%s bytes", length).isInstanceOf(EOFException.class);
    }
    assertThatThrownBy(() -> read(concat(file, "garbage".getBytes(US_ASCII))))
        .hasMessageStartingWith("bytes after the last bzip2 stream");
  }

  private static List<Block> inRanges(byte[] file, int length) throws IOException {
    List<Block> found = new ArrayList<>();
    for (long start = 0; start < file.length; start += length) {
      long end = Math.min(file.length, start + length);
      found.addAll(blocks(Bzip2Blocks.from(input(file), start, end), end));
    }
    return found;
  }

  private static List<Block> blocks(Bzip2Blocks blocks, long end) throws IOException {
    List<Block> found = new ArrayList<>();
    while (blocks.next() && blocks.position() < end) {
      found.add(new Block(blocks.position(), Arrays.copyOf(blocks.bytes(), blocks.length())));
    }
    return found;
  }

  private static byte[] read(byte[] file) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (Block block : blocks(Bzip2Blocks.of(input(file)), Long.MAX_VALUE)) {
      content.writeBytes(block.bytes());
    }
    return content.toByteArray();
  }

  private static PositionedInput input(byte[] file) {
    return Inputs.of("test.bz2", file);
  }

  private static byte[] compress(byte[] content, int level) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream encoder = new BZip2CompressorOutputStream(file, level)) {
      encoder.write(content);
    }
    return file.toByteArray();
  }

  private static int marks(byte[] file) {
    int found = 0;
    long last = 0;
    for (int bit = 0; bit < file.length * Byte.SIZE; bit++) {
      last = last << 1 | (file[bit / Byte.SIZE] >>> (7 - bit % Byte.SIZE) & 1);
      found += (last & (1L << 48) - 1) == Bzip2Format.BLOCK_MARK ? 1 : 0;
    }
    return found;
  }

  /** Text in which no byte stands four times in a row. */
  private static byte[] words(Random random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) (i % 4 == 3 ? ' ' : 'a' + random.nextInt(1 + random.nextInt(26)));
    }
    return text;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
