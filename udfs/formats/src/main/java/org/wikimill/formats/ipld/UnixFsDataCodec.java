package org.wikimill.formats.ipld;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.UnixFsData.Mtime;

/**
 * The protobuf of {@link UnixFsData}: fields in the order of their numbers, block sizes one by one.
 */
final class UnixFsDataCodec {
  static final int TYPE = 0x08;
  static final int DATA = 0x12;
  static final int FILE_SIZE = 0x18;
  static final int BLOCK_SIZE = 0x20;
  static final int HASH_FUNCTION = 0x28;
  static final int FANOUT = 0x30;
  private static final int MODE = 0x38;
  private static final int MTIME = 0x42;
  private static final int MTIME_SECONDS = 0x08;
  private static final int MTIME_NANOS = 0x15;

  /** A bit for each field that may stand only once, by field number. */
  private int seen;

  private UnixFsData.Type type;
  private byte[] data = {};
  private OptionalLong fileSize = OptionalLong.empty();
  private long[] blockSizes = {};
  private int blockSizeCount;
  private OptionalLong hashFunction = OptionalLong.empty();
  private OptionalLong fanout = OptionalLong.empty();
  private OptionalInt mode = OptionalInt.empty();
  private Optional<Mtime> mtime = Optional.empty();

  private UnixFsDataCodec() {}

  static byte[] encode(UnixFsData node) {
    BlockBuffer out = new BlockBuffer(node.data().length + 10 * node.blockSizes().length + 64);
    out.octet(TYPE);
    out.varint(node.type().number());
    if (node.data().length > 0) {
      out.octet(DATA);
      out.varint(node.data().length);
      out.bytes(node.data());
    }
    node.fileSize().ifPresent(size -> field(out, FILE_SIZE, size));
    for (long size : node.blockSizes()) {
      field(out, BLOCK_SIZE, size);
    }
    node.hashFunction().ifPresent(code -> field(out, HASH_FUNCTION, code));
    node.fanout().ifPresent(fanout -> field(out, FANOUT, fanout));
    node.mode().ifPresent(mode -> field(out, MODE, Integer.toUnsignedLong(mode)));
    node.mtime().ifPresent(time -> mtime(out, time));
    return out.toByteArray();
  }

  private static void field(BlockBuffer out, int tag, long value) {
    out.octet(tag);
    out.varint(value);
  }

  private static void mtime(BlockBuffer out, Mtime time) {
    int nanosBytes = time.nanos() > 0 ? 5 : 0;
    out.octet(MTIME);
    out.varint(1 + BlockBuffer.varintLength(time.seconds()) + nanosBytes);
    field(out, MTIME_SECONDS, time.seconds());
    if (nanosBytes > 0) {
      out.octet(MTIME_NANOS);
      out.littleEndian(time.nanos(), 4);
    }
  }

  static UnixFsData decode(BlockCursor in) throws MalformedInputException {
    UnixFsDataCodec codec = new UnixFsDataCodec();
    int start = in.position();
    while (in.remaining() > 0) {
      codec.field(in);
    }
    if (codec.type == null) {
      throw in.malformed("UnixFS data without a type", start, "field 1", "none");
    }
    return new UnixFsData(
        codec.type,
        codec.data,
        codec.fileSize,
        Arrays.copyOf(codec.blockSizes, codec.blockSizeCount),
        codec.hashFunction,
        codec.fanout,
        codec.mode,
        codec.mtime);
  }

  private void field(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    int tag = in.octet("field");
    int bit = 1 << (tag >>> 3);
    if ((seen & bit) != 0 && tag != BLOCK_SIZE) {
      throw in.malformed("repeated field in UnixFS data", start, "once", "tag " + tag);
    }
    seen |= bit;
    switch (tag) {
      case TYPE -> type = type(in);
      case DATA -> data = in.bytes(in.length("data length"), "data");
      case FILE_SIZE -> fileSize = OptionalLong.of(in.varint("file size"));
      case BLOCK_SIZE -> blockSize(in.varint("block size"));
      case HASH_FUNCTION -> hashFunction = OptionalLong.of(in.varint("hash function"));
      case FANOUT -> fanout = OptionalLong.of(in.varint("fanout"));
      case MODE -> mode = OptionalInt.of(mode(in));
      case MTIME -> mtime = Optional.of(mtime(in.slice(in.length("mtime length"), "mtime")));
      default -> throw in.malformed("unknown field in UnixFS data", start, "1 to 8", "tag " + tag);
    }
  }

  private void blockSize(long size) {
    if (blockSizeCount == blockSizes.length) {
      blockSizes = Arrays.copyOf(blockSizes, 2 * blockSizeCount + 8);
    }
    blockSizes[blockSizeCount++] = size;
  }

  private static UnixFsData.Type type(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    long number = in.varint("type");
    for (UnixFsData.Type type : UnixFsData.Type.values()) {
      if (type.number() == number) {
        return type;
      }
    }
    throw in.malformed("unknown UnixFS type", start, "0 to 5", Long.toUnsignedString(number));
  }

  private static int mode(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    long mode = in.varint("mode");
    if (mode < 0 || mode > 0xffff_ffffL) {
      throw in.malformed("mode out of range", start, "32 bits", Long.toUnsignedString(mode));
    }
    return (int) mode;
  }

  private static Mtime mtime(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    int secondsTag = in.octet("mtime field");
    long seconds = in.varint("mtime seconds");
    boolean hasNanos = in.remaining() > 0;
    int nanosTag = hasNanos ? in.octet("mtime field") : MTIME_NANOS;
    long nanos = hasNanos ? in.littleEndian(4, "mtime nanoseconds") : 0;
    boolean fits = secondsTag == MTIME_SECONDS && nanosTag == MTIME_NANOS && in.remaining() == 0;
    if (!fits || nanos > 999_999_999) {
      throw in.malformed(
          "malformed mtime", start, "seconds and at most 999999999 nanoseconds", "nanos " + nanos);
    }
    return new Mtime(seconds, (int) nanos);
  }
}
