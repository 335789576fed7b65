package org.wikimill.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.sink.CarShard;
import org.wikimill.connectors.sink.NodeFeed;
import org.wikimill.connectors.sink.ShardSink.Stored;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarReader.Section;
import org.wikimill.formats.ipld.Cid;

/**
 * Sends the blocks of CARs into a node, each CAR as a partition of a build would, so many at once:
 * {@code KuboBench RPC OTHER-RPC STREAMS SCRATCH CAR...}. Executors have run for a while when they
 * send: the largest CAR goes to the other node before the clock starts.
 */
public final class KuboBench {
  private KuboBench() {}

  public static void main(String[] args) throws Exception {
    NodeAddress node = NodeAddress.of(args[0]);
    NodeAddress other = NodeAddress.of(args[1]);
    int streams = Integer.parseInt(args[2]);
    LocalStore scratch = new LocalStore(Path.of(args[3]), LocalStore.Durability.CACHED);
    List<Path> cars = Arrays.stream(args).skip(4).map(Path::of).toList();
    long starting = System.nanoTime();
    Path largest = Collections.max(cars, Comparator.comparingLong(car -> car.toFile().length()));
    send(other, 1, scratch, List.of(largest));
    long started = System.nanoTime();
    List<Stored> stored = send(node, streams, scratch, cars);
    double seconds = (System.nanoTime() - started) / 1e9;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", seconds);
    figures.put("before_seconds", (started - starting) / 1e9);
    figures.put("blocks", stored.stream().mapToLong(Stored::blocks).sum());
    figures.put("block_bytes", stored.stream().mapToLong(Stored::bytes).sum());
    new ObjectMapper().writeValue(System.out, figures);
  }

  private static List<Stored> send(
      NodeAddress node, int streams, LocalStore scratch, List<Path> cars) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(streams);
    try {
      List<Future<Stored>> running =
          IntStream.range(0, cars.size())
              .mapToObj(i -> threads.submit(() -> send(node, scratch, cars.get(i), i)))
              .toList();
      List<Stored> stored = new ArrayList<>();
      for (Future<Stored> car : running) {
        stored.add(car.get());
      }
      return stored;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Stored send(NodeAddress node, LocalStore scratch, Path file, int number)
      throws IOException {
    CarShard.Names names = new CarShard.Names("bench", "", number);
    List<Cid> roots = List.of(Cid.IDENTITY_EMPTY);
    try (CarReader car = new CarReader(Inputs.file(file));
        CarShard shard = CarShard.inNode(scratch, names, 1, roots, NodeFeed.open("node", node))) {
      for (Optional<Section> next = car.next(); next.isPresent(); next = car.next()) {
        Section section = next.get();
        shard.put(section.cid(), car.block(section), 0, section.blockLength());
      }
      shard.commit();
      return shard.stored();
    }
  }
}
