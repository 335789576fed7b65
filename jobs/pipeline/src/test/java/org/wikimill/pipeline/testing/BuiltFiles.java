package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;

/** Reads the files of a finished build out of its CARs. */
public final class BuiltFiles {
  private BuiltFiles() {}

  /** A file's bytes, by its path in the tree. */
  public static byte[] bytes(Path build, String root, String path) throws IOException {
    List<IndexedCar> cars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(build.resolve("car"), "*.car")) {
      for (Path car : files) {
        cars.add(IndexedCar.open(Inputs.file(car)));
      }
    }
    try (CarStore blocks = new CarStore(cars, 1 << 20)) {
      List<byte[]> names = Stream.of(path.split("/")).map(name -> name.getBytes(UTF_8)).toList();
      Cid file = DagPath.resolve(blocks, Cid.parse(root), names).target();
      UnixFsReader reader =
          new UnixFsReader(blocks, (UnixFsObject.File) UnixFsObject.open(blocks, file));
      byte[] bytes = new byte[Math.toIntExact(reader.length())];
      reader.readFully(0, bytes, 0, bytes.length);
      return bytes;
    }
  }
}
