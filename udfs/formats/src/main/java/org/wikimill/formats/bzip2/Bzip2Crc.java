package org.wikimill.formats.bzip2;

/** The checksum of bzip2: CRC-32 with the polynomial 04C11DB7, most significant bit first. */
final class Bzip2Crc {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int STRIDE = 4;
  private static final int[][] TABLES = tables();

  private Bzip2Crc() {}

  static int of(byte[] bytes, int length) {
    int crc = -1;
    int i = 0;
    for (; i + STRIDE <= length; i += STRIDE) {
      int word =
          crc
              ^ (bytes[i] << 24
                  | (bytes[i + 1] & 0xFF) << 16
                  | (bytes[i + 2] & 0xFF) << 8
                  | (bytes[i + 3] & 0xFF));
      crc =
          TABLES[3][word >>> 24]
              ^ TABLES[2][word >>> 16 & 0xFF]
              ^ TABLES[1][word >>> 8 & 0xFF]
              ^ TABLES[0][word & 0xFF];
    }
    for (; i < length; i++) {
      crc = crc << 8 ^ TABLES[0][crc >>> 24 ^ (bytes[i] & 0xFF)];
    }
    return ~crc;
  }

  /** The checksum of a stream from that of the blocks before and that of the next one. */
  static int combine(int stream, int block) {
    return Integer.rotateLeft(stream, 1) ^ block;
  }

  /** For each distance of a byte from the end of a word: what it does to the checksum. */
  private static int[][] tables() {
    int[][] tables = new int[STRIDE][1 << Byte.SIZE];
    for (int i = 0; i < 1 << Byte.SIZE; i++) {
      int crc = i << 24;
      for (int distance = 0; distance < STRIDE; distance++) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
          crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
        }
        tables[distance][i] = crc;
      }
    }
    return tables;
  }
}
