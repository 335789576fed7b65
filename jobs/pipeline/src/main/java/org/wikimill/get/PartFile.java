package org.wikimill.get;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.SumAlgorithm;

/**
 * The beginning of a file, {@code NAME.part}, until it is whole and verified: then it gets its
 * name.
 *
 * <p>What it holds after a run that was cut off in any way can be gone on with: its state stands
 * beside it, and its sum is computed anew from what is on the disk. One process has it at a time.
 */
final class PartFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path target;
  private final Path path;
  private final Path statePath;
  private final RemoteFile file;
  private final FileChannel channel;
  private PartState state;
  private RunningSums sums;

  private PartFile(Path target, RemoteFile file, FileChannel channel) {
    this.target = target;
    this.path = beside(target, ".part");
    this.statePath = beside(target, ".part.state");
    this.file = file;
    this.channel = channel;
    this.state = new PartState(file.identity(), "", "");
    this.sums = newSums();
  }

  /**
   * Opens the part of a file; reads what an earlier run left.
   *
   * @throws GetException if another process has it, or it cannot be written
   */
  static PartFile open(Path target, RemoteFile file) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              beside(target, ".part"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new GetException(GetException.Reason.DISK, "cannot write " + target + ": " + e, e);
    }
    PartFile part = new PartFile(target, file, channel);
    try {
      part.lock();
      part.takeUp();
      return part;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The number of bytes that are there and not known to be wrong. */
  long length() {
    return sums.position();
  }

  /** Where the last bytes came from. */
  PartState state() {
    return state;
  }

  /** Notes where the next bytes come from. */
  void comesFrom(String url, String validator) throws IOException {
    state = new PartState(file.identity(), url, validator);
    try {
      state.write(statePath);
    } catch (IOException e) {
      throw disk(e, 0);
    }
  }

  /**
   * Writes the next bytes.
   *
   * @param missingBytes how many more are to come with these, for the message if the disk is full
   * @return false if they complete a piece with another sum than it must have: it is gone
   */
  boolean append(byte[] bytes, int length, long missingBytes) throws IOException {
    long start = sums.position();
    try {
      writeFully(ByteBuffer.wrap(bytes, 0, length), start);
      boolean sound = sums.add(bytes, length);
      if (!sound) {
        channel.truncate(sums.position());
      }
      return sound;
    } catch (IOException e) {
      throw disk(e, missingBytes);
    }
  }

  /** Forgets all bytes. */
  void restart() throws IOException {
    try {
      channel.truncate(0);
    } catch (IOException e) {
      throw disk(e, 0);
    }
    sums = newSums();
  }

  /**
   * Refuses to go on if the disk has no room.
   *
   * @param missingBytes how many more are to come
   */
  void requireRoom(long missingBytes) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < missingBytes) {
      throw noRoom(missingBytes, free, null);
    }
  }

  /** The sum of what is there, hex, by the algorithm of the expected one. */
  String hex() {
    return sums.hex();
  }

  /** Gives the file its name; its bytes are on the disk before. */
  void commit() throws IOException {
    try {
      channel.force(true);
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(statePath);
    } catch (IOException e) {
      throw disk(e, 0);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (Files.exists(path) && Files.size(path) == 0) {
      Files.deleteIfExists(statePath);
      Files.deleteIfExists(path);
    }
  }

  private void lock() throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new GetException(
          GetException.Reason.IN_THE_WAY, path + " is being written by another download");
    }
  }

  /** Keeps what is of the same file, and not known to be wrong. */
  private void takeUp() throws IOException {
    Optional<PartState> kept = PartState.read(statePath);
    boolean same = kept.isPresent() && kept.get().identity().equals(file.identity());
    boolean known = file.sum().isPresent() || (same && !kept.get().validator().isEmpty());
    long most = file.lengthBytes().orElse(Long.MAX_VALUE);
    if (!same || !known || channel.size() > most) {
      restart();
      return;
    }
    state = kept.get();
    byte[] buffer = new byte[BUFFER_BYTES];
    long position = 0;
    boolean sound = true;
    while (sound && position < channel.size()) {
      int count = channel.read(ByteBuffer.wrap(buffer), position);
      sound = sums.add(buffer, Math.max(0, count));
      position += count;
    }
    channel.truncate(sums.position());
  }

  private RunningSums newSums() {
    SumAlgorithm algorithm = file.sum().map(ExpectedSum::algorithm).orElse(SumAlgorithm.SHA256);
    return new RunningSums(algorithm, file.pieces(), file.lengthBytes().orElse(0));
  }

  private void writeFully(ByteBuffer bytes, long start) throws IOException {
    long position = start;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  private GetException disk(IOException failure, long missingBytes) throws IOException {
    if (String.valueOf(failure.getMessage()).contains("No space left on device")) {
      return noRoom(missingBytes, Files.getFileStore(path).getUsableSpace(), failure);
    }
    return new GetException(
        GetException.Reason.DISK, "cannot write " + target + ": " + failure.getMessage(), failure);
  }

  private GetException noRoom(long missingBytes, long free, IOException failure) {
    return new GetException(
        GetException.Reason.DISK,
        String.format(
            Locale.ROOT,
            "no room for %s: %,d bytes more are needed, %,d are free. What has come is kept",
            target,
            missingBytes,
            free),
        failure);
  }

  private static Path beside(Path target, String suffix) {
    return target.resolveSibling(target.getFileName() + suffix);
  }
}
