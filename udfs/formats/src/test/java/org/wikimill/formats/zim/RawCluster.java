package org.wikimill.formats.zim;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Stored clusters, made for tests. */
final class RawCluster {
  static final int EXTENDED = 0x10;

  private RawCluster() {}

  /** A cluster of the given blobs; {@code info} is the info byte. */
  static byte[] of(int info, byte[]... blobs) throws IOException {
    long[] offsets = new long[blobs.length + 1];
    offsets[0] = (long) offsets.length * width(info);
    for (int i = 0; i < blobs.length; i++) {
      offsets[i + 1] = offsets[i] + blobs[i].length;
    }
    return of(info, offsets, blobs);
  }

  /** A cluster with any offset table. */
  static byte[] of(int info, long[] offsets, byte[]... blobs) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.write(info);
    try (OutputStream encoder = encoder(info & 0xF, stored)) {
      encoder.write(table(info, offsets));
      for (byte[] blob : blobs) {
        encoder.write(blob);
      }
    }
    return stored.toByteArray();
  }

  static byte[] table(int info, long... offsets) {
    byte[] bytes = new byte[offsets.length * width(info)];
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (long offset : offsets) {
      if ((info & EXTENDED) != 0) {
        table.putLong(offset);
      } else {
        table.putInt((int) offset);
      }
    }
    return bytes;
  }

  static OutputStream encoder(int compression, OutputStream stored) throws IOException {
    return switch (compression) {
      case 2 -> new DeflaterOutputStream(stored);
      case 3 -> new BZip2CompressorOutputStream(stored);
      case 4 -> new XZOutputStream(stored, new LZMA2Options(1));
      case 5 -> {
        ZstdOutputStream zstd = new ZstdOutputStream(stored, 3);
        zstd.setLong(ZimFormat.MAX_ZSTD_WINDOW_LOG);
        yield zstd;
      }
      default -> stored;
    };
  }

  /** The window that a zstd cluster demands, in bytes: the frame header's word for it. */
  static long zstdWindow(byte[] stored) {
    int descriptor = stored[6] & 0xFF;
    long base = 1L << (10 + (descriptor >>> 3));
    return base + base / 8 * (descriptor & 7);
  }

  /**
   * Changes the dictionary size that an xz cluster demands; nothing else depends on it.
   *
   * @param property the size as LZMA2 has it, a mantissa bit and an exponent
   */
  static void setXzDictionary(byte[] stored, int property) {
    int header = 1 + 12; // The info byte and the stream header.
    int checksum = header + 4 * (stored[header] & 0xFF);
    stored[header + 4] = (byte) property;
    CRC32 crc = new CRC32();
    crc.update(stored, header, checksum - header);
    ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).putInt(checksum, (int) crc.getValue());
  }

  private static int width(int info) {
    return (info & EXTENDED) != 0 ? Long.BYTES : Integer.BYTES;
  }
}
