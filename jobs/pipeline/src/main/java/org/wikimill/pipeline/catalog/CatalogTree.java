package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.SiteIcon;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.SitePage;

/**
 * One directory of all languages and dates: {@code LANGUAGE/DATE} is the root of that snapshot,
 * beside a page that lists them and the list itself with its signatures.
 *
 * <p>Snapshots are linked as they are; no block of theirs is read or copied. The same list and
 * signatures give the same root.
 */
public final class CatalogTree {
  /** The name of the list, whatever its file is called. */
  public static final String LIST = "snapshots.yml";

  private static final CidProfile PROFILE = CidProfile.named("unixfs-v1-2025");

  private final Catalog catalog;
  private final Map<String, byte[]> files = new TreeMap<>();

  /**
   * The directory of a list.
   *
   * @param list its bytes
   * @param signatures of exactly these, by the suffix of their file
   */
  public CatalogTree(Catalog catalog, byte[] list, Map<String, byte[]> signatures) {
    this.catalog = catalog;
    files.put(LIST, list);
    signatures.forEach((suffix, bytes) -> files.put(LIST + suffix, bytes));
    List<String> data = List.copyOf(files.keySet());
    files.put("index.html", CatalogPage.html(catalog, data));
    files.put(new String(SitePage.STYLE, US_ASCII), style());
    files.put(new String(SiteLayout.ICON, US_ASCII), SiteIcon.bytes());
  }

  private static byte[] style() {
    try (InputStream in = SitePage.class.getResourceAsStream("site.css")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the tree; its blocks go to {@code sink}, none of them of a snapshot. */
  public DirectoryNode build(BlockSink sink) throws IOException {
    FileBuilder contents = new FileBuilder(PROFILE, sink);
    DirectoryBuilder directory = new DirectoryBuilder(PROFILE, sink);
    List<DirectoryNode> languages = new ArrayList<>();
    for (Language language : catalog.languages()) {
      for (PublishedSnapshot snapshot : language.snapshots()) {
        byte[] name = snapshot.date().getBytes(US_ASCII);
        directory.add(name, snapshot.root(), snapshot.size().bytes());
      }
      languages.add(directory.finish());
    }
    for (int i = 0; i < languages.size(); i++) {
      byte[] code = catalog.languages().get(i).code().getBytes(US_ASCII);
      directory.add(code, languages.get(i).cid(), languages.get(i).tsize());
    }
    for (Map.Entry<String, byte[]> entry : files.entrySet()) {
      UnixFsFile file = contents.build(entry.getValue(), 0, entry.getValue().length);
      directory.add(entry.getKey().getBytes(UTF_8), file.cid(), file.tsize());
    }
    return directory.finish();
  }

  /**
   * Writes the blocks of the tree into a CAR whose header names the root.
   *
   * @throws org.wikimill.connectors.io.SinkException if it cannot be written
   */
  public DirectoryNode write(Path car) throws IOException {
    DirectoryNode root = build(BlockSink.NONE);
    Path whole = car.toAbsolutePath();
    LocalStore folder = new LocalStore(whole.getParent(), Durability.SYNCED);
    try (NewFile file = folder.create(whole.getFileName().toString())) {
      OutputStream out = new BufferedOutputStream(file);
      CarWriter writer = new CarWriter(out, List.of(root.cid()));
      Set<Cid> written = new HashSet<>();
      build(
          (cid, bytes, offset, length) -> {
            if (written.add(cid)) {
              writer.put(cid, bytes, offset, length);
            }
          });
      out.flush();
      file.commit();
    }
    return root;
  }
}
