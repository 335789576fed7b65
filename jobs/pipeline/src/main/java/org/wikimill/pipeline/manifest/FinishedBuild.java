package org.wikimill.pipeline.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.Table;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.IndexedCar;

/**
 * A build that has its manifest.
 *
 * <p>What the manifest says is believed; {@code wikimill verify} is what holds it against the rest.
 *
 * @param store the build's folder
 * @param manifest its manifest, of which no field is missing
 */
public record FinishedBuild(Store store, Manifest manifest) {
  private static final String INDEX_SUFFIX = ".idx";

  /**
   * The build in a folder.
   *
   * @throws java.nio.file.NoSuchFileException if it has no manifest
   * @throws MalformedInputException if the manifest cannot be read, or lacks a field
   */
  public static FinishedBuild in(Store store) throws IOException {
    return of(store, Manifest.NAME);
  }

  /**
   * The build of a manifest that has any name.
   *
   * @param store the folder of the manifest
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws MalformedInputException if it cannot be read, or lacks a field
   */
  public static FinishedBuild of(Store store, String name) throws IOException {
    Manifest manifest = Json.read(store, name, Manifest.class);
    Presence presence = new Presence(store.location() + "/" + name);
    presence.of("root", manifest);
    presence.of("root", manifest.root());
    presence.of("recipe", manifest.recipe());
    presence.of("recipe.snapshot", manifest.recipe().snapshot());
    presence.of("recipe.profile", manifest.recipe().profile());
    presence.of("recipe.policy", manifest.recipe().policy());
    presence.of("recipe.sink", manifest.recipe().sink());
    presence.of("sources", manifest.sources());
    for (Manifest.Source source : manifest.sources()) {
      presence.of("sources", source);
      presence.of("sources.facts", source.facts());
      presence.of("sources.facts.directory", source.facts().directory());
      presence.of("sources.sums", source.sums());
    }
    presence.of("counts", manifest.counts());
    presence.of("files", manifest.files());
    for (FileFact file : manifest.files()) {
      presence.of("files", file);
      presence.of("files.name", file.name());
      presence.of("files.sha256", file.sha256());
    }
    return new FinishedBuild(store, manifest);
  }

  /** The parts of a table, in their order. */
  public List<FileFact> parts(Table<?> table) {
    String first = table.part(manifest.recipe().snapshot(), 0);
    String folder = first.substring(0, first.lastIndexOf('/') + 1);
    return manifest.files().stream()
        .filter(file -> file.name().startsWith(folder))
        .sorted((a, b) -> compareNumbered(a.name(), b.name()))
        .toList();
  }

  /** The names of its CARs, in their order; none if it keeps no blocks. */
  public List<String> cars() {
    return manifest.files().stream()
        .map(FileFact::name)
        .filter(name -> name.startsWith("car/") && name.endsWith(".car"))
        .sorted()
        .toList();
  }

  /** Whether it keeps blocks, and all its CARs and their indexes are in its folder. */
  public boolean hasCars() throws IOException {
    List<String> cars = cars();
    for (String car : cars) {
      if (!store.exists(car) || !store.exists(car + INDEX_SUFFIX)) {
        return false;
      }
    }
    return !cars.isEmpty();
  }

  /** Its CARs with their indexes, in the order of {@link #cars()}, for the caller to close. */
  public List<IndexedCar> openCars() throws IOException {
    List<IndexedCar> opened = new ArrayList<>();
    try {
      for (String name : cars()) {
        opened.add(openCar(name));
      }
      return opened;
    } catch (IOException e) {
      for (IndexedCar car : opened) {
        car.close();
      }
      throw e;
    }
  }

  private IndexedCar openCar(String name) throws IOException {
    PositionedInput car = store.open(name);
    try {
      PositionedInput index = store.open(name + INDEX_SUFFIX);
      try {
        return IndexedCar.open(car, index);
      } catch (IOException e) {
        index.close();
        throw e;
      }
    } catch (IOException e) {
      car.close();
      throw e;
    }
  }

  /** Numbers have five digits or, where those do not suffice, more. */
  private static int compareNumbered(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  private record Presence(String file) {
    void of(String field, Object value) throws MalformedInputException {
      if (value == null) {
        throw new MalformedInputException(
            "not a " + Manifest.NAME, file, -1, "a value of field " + field, "none");
      }
    }
  }
}
