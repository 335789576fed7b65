package org.wikimill.formats.dag;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;

/**
 * The blocks of several CARs.
 *
 * <p>Memory is bounded: what was read last is kept, up to a number of bytes, and only some blocks
 * are read at once; who comes next waits. CIDs that are their own data need no CAR.
 */
public final class CarStore implements BlockSource, Closeable {
  private static final int BLOCKS_AT_ONCE = 8;

  private final List<IndexedCar> cars;
  private final long[] numbers;
  private final Cache cache;
  private final Semaphore reading = new Semaphore(BLOCKS_AT_ONCE);

  /** Where the last block was found: the next one probably stands there, too. */
  private volatile int recent;

  /**
   * @param cars closed with the store
   * @param cacheBytes of blocks are kept in memory
   */
  public CarStore(List<IndexedCar> cars, long cacheBytes) {
    this.cars = List.copyOf(cars);
    this.cache = new Cache(cacheBytes);
    this.numbers = new long[cars.size()];
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] = numbers[i - 1] + cars.get(i - 1).size();
    }
  }

  /** The number of blocks, those counted twice that two CARs have. */
  public long size() {
    return cars.stream().mapToLong(IndexedCar::size).sum();
  }

  @Override
  public byte[] block(Cid cid) throws IOException {
    if (cid.hashFunction() == Cid.IDENTITY) {
      return cid.digest();
    }
    byte[] cached = cache.get(cid);
    if (cached != null) {
      return cached;
    }
    try {
      reading.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    }
    try {
      byte[] block = read(cid).orElseThrow(() -> new MissingBlockException(cid));
      cache.put(cid, block);
      return block;
    } finally {
      reading.release();
    }
  }

  private Optional<byte[]> read(Cid cid) throws IOException {
    int first = recent;
    for (int i = 0; i < cars.size(); i++) {
      int car = (first + i) % cars.size();
      Optional<byte[]> block = cars.get(car).block(cid);
      if (block.isPresent()) {
        recent = car;
        return block;
      }
    }
    return Optional.empty();
  }

  /** Of several copies of a block always the same is counted. */
  @Override
  public OptionalLong number(Cid cid) throws IOException {
    for (int car = 0; car < cars.size(); car++) {
      Optional<Long> rank = cars.get(car).rank(cid);
      if (rank.isPresent()) {
        return OptionalLong.of(numbers[car] + rank.get());
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public void close() throws IOException {
    for (IndexedCar car : cars) {
      car.close();
    }
  }

  /** Blocks by CID; those that were not used for the longest time go first. */
  private static final class Cache {
    private final long limitBytes;
    private final Map<Cid, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Cache(long limitBytes) {
      this.limitBytes = limitBytes;
    }

    synchronized byte[] get(Cid cid) {
      return blocks.get(cid);
    }

    synchronized void put(Cid cid, byte[] block) {
      byte[] before = blocks.put(cid, block);
      bytes += cost(block) - (before == null ? 0 : cost(before));
      var eldest = blocks.entrySet().iterator();
      while (bytes > limitBytes && eldest.hasNext()) {
        bytes -= cost(eldest.next().getValue());
        eldest.remove();
      }
    }

    /** With what a map and a CID take. */
    private static long cost(byte[] block) {
      return block.length + 256L;
    }
  }
}
