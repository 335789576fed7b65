package org.wikimill.formats.ipld;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Speed of the builders and writers: bytes a second through files and CARs, entries a second
 * through HAMTs and indexes. {@code openssl speed -evp sha256} gives what the processor can do.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class IpldBenchmark {
  private static final int BYTES = 64 << 20;
  private static final int ENTRIES = 1_000_000;

  /** Contents of one length, {@link #BYTES} in all. */
  @State(Scope.Thread)
  public static class Contents {
    /** Bytes of a file or block. */
    @Param({"1024", "16384", "262144", "1048576"})
    public int length;

    private final byte[] bytes = new byte[1 << 20];
    private final FileBuilder files =
        new FileBuilder(CidProfile.named("unixfs-v1-2025"), BlockSink.NONE);
    private final ByteArrayOutputStream car = new ByteArrayOutputStream(BYTES + (BYTES >> 3));
    private final Cid cid = Cid.sha256(1, Codec.RAW, new byte[32]);
  }

  /** A million entries, sorted for a HAMT. */
  @State(Scope.Thread)
  public static class Entries {
    private final List<HamtItem> items = new ArrayList<>(ENTRIES);

    /** Makes the entries. */
    @Setup
    public void make() {
      for (int i = 0; i < ENTRIES; i++) {
        byte[] name = VectorInputs.utf8("Article_of_some_length_" + i);
        Cid cid = Cid.sha256(1, Codec.RAW, DigestUtils.sha256(name));
        items.add(HamtItem.entry(HamtBuilder.hash(name), name, cid, 10_000));
      }
      items.sort(HamtItem.ORDER);
    }
  }

  /** Bytes a second through leaves that are whole files. */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public UnixFsFile hashFiles(Contents contents) throws IOException {
    UnixFsFile last = null;
    for (int done = 0; done < BYTES; done += contents.length) {
      last = contents.files.build(contents.bytes, 0, contents.length);
    }
    return last;
  }

  /** Bytes a second into a CAR in memory. */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public long writeCar(Contents contents) throws IOException {
    contents.car.reset();
    try (CarWriter car = new CarWriter(contents.car, List.of(contents.cid))) {
      for (int done = 0; done < BYTES; done += contents.length) {
        car.put(contents.cid, contents.bytes, 0, contents.length);
      }
      return car.position();
    }
  }

  /** Entries a second into a HAMT. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public HamtBuilder.Result buildHamt(Entries entries) throws IOException {
    HamtBuilder hamt = new HamtBuilder(CidProfile.named("unixfs-v1-2025"), BlockSink.NONE);
    for (HamtItem item : entries.items) {
      hamt.entry(item.hash(), item.name(), item.cid(), item.tsize());
    }
    return hamt.finish();
  }

  /** Entries a second into a sorted index. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public void writeIndex(Entries entries) throws IOException {
    MultihashIndexWriter index = new MultihashIndexWriter();
    for (int i = 0; i < ENTRIES; i++) {
      index.add(entries.items.get(i).cid(), i);
    }
    index.writeTo(OutputStream.nullOutputStream());
  }
}
