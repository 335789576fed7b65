package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.rows.Output;

/** The manifest against its sum, and its fields against what a build can have. */
final class ManifestCheck {
  private static final Pattern SUM_LINE =
      Pattern.compile("([0-9a-f]{64}) {2}" + Pattern.quote(Manifest.NAME) + "\n");

  private final Store store;
  private final Findings findings;
  private boolean sound = true;

  private ManifestCheck(Store store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  /** The manifest, if its fields are such that the rest can be held against them. */
  static Optional<Manifest> read(Store store, Findings findings) {
    return new ManifestCheck(store, findings).read();
  }

  private Optional<Manifest> read() {
    Optional<byte[]> json = bytes(Manifest.NAME);
    Optional<byte[]> sum = bytes(Manifest.SUM_NAME);
    if (json.isPresent() && sum.isPresent()) {
      compare(json.get(), new String(sum.get(), StandardCharsets.ISO_8859_1));
    }
    return json.isPresent() ? parse() : Optional.empty();
  }

  private Optional<byte[]> bytes(String name) {
    try {
      return Optional.of(Json.bytes(store, name));
    } catch (IOException e) {
      findings.add(FileRows.unreadable(name, e));
      return Optional.empty();
    }
  }

  private void compare(byte[] json, String sum) {
    String actual = HexFormat.of().formatHex(Digests.sha256().digest(json));
    var line = SUM_LINE.matcher(sum);
    if (!line.matches()) {
      String expected = actual + "  " + Manifest.NAME;
      findings.add(Defect.of(Defect.Scope.FILE, Manifest.SUM_NAME, "not a sum", expected, sum));
    } else if (!line.group(1).equals(actual)) {
      String expected = line.group(1) + " as in " + Manifest.SUM_NAME;
      findings.add(Defect.of(Defect.Scope.FILE, Manifest.NAME, "SHA-256", expected, actual));
    }
  }

  private Optional<Manifest> parse() {
    try {
      Manifest manifest = Json.read(store, Manifest.NAME, Manifest.class);
      checkPresence(manifest);
      if (sound) {
        checkValues(manifest);
      }
      return sound ? Optional.of(manifest) : Optional.empty();
    } catch (IOException e) {
      findings.add(FileRows.unreadable(Manifest.NAME, e));
      return Optional.empty();
    }
  }

  private void checkPresence(Manifest manifest) {
    require(manifest != null, "content", "a manifest", null);
    if (manifest == null) {
      return;
    }
    present("root", manifest.root());
    present("recipe", manifest.recipe());
    present("sources", manifest.sources());
    present("counts", manifest.counts());
    present("files", manifest.files());
    if (manifest.recipe() != null) {
      present("recipe.snapshot", manifest.recipe().snapshot());
      present("recipe.profile", manifest.recipe().profile());
      present("recipe.policy", manifest.recipe().policy());
    }
    if (manifest.sources() != null) {
      boolean whole =
          manifest.sources().stream()
              .allMatch(
                  source -> source != null && source.facts() != null && source.sums() != null);
      require(whole, "sources", "facts and sums of each", null);
    }
    if (manifest.tables() != null) {
      present("tables.sources", manifest.tables().sources());
      present("tables.rows", manifest.tables().rows());
    }
    if (manifest.files() != null) {
      boolean whole =
          manifest.files().stream()
              .allMatch(file -> file != null && file.name() != null && file.sha256() != null);
      require(whole, "files", "name and sha256 of each", null);
    }
  }

  private void checkValues(Manifest manifest) {
    Recipe recipe = manifest.recipe();
    require(isCid(manifest.root()), "root", "a CID", manifest.root());
    require(recipe.format() == Recipe.FORMAT, "format", Recipe.FORMAT, recipe.format());
    String profile = recipe.profile().name();
    require(CidProfile.names().contains(profile), "profile", CidProfile.names(), profile);
    if (sound) {
      CidProfile named = CidProfile.named(profile);
      require(named.equals(recipe.profile()), "profile", named, recipe.profile());
    }
    require(
        Output.Sink.of(recipe.sink()).isPresent(),
        "sink",
        "car, kubo, both or none",
        recipe.sink());
  }

  private static boolean isCid(String text) {
    try {
      return Cid.parse(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void present(String field, Object value) {
    require(value != null, field, "a value", value);
  }

  private void require(boolean holds, String field, Object expected, Object found) {
    if (!holds) {
      sound = false;
      String what = "field " + field;
      findings.add(
          Defect.of(
              Defect.Scope.FILE, Manifest.NAME, what, expected, Objects.toString(found, "none")));
    }
  }
}
