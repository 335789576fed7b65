package org.wikimill.get;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.sums.DumpStatus;
import org.wikimill.formats.sums.Metalink;
import org.wikimill.formats.sums.SiblingFiles;
import org.wikimill.formats.sums.SumAlgorithm;

/** The files beside one file at a web server that may state its sum; each is asked for once. */
final class RemoteFolder implements SiblingFiles {
  private static final Pattern OF_A_DUMP = Pattern.compile("([a-z][a-z0-9_]*-[0-9]{8})-.+");

  private final Http http;
  private final URI folder;
  private final List<String> names;
  private final Map<String, Optional<byte[]>> read = new HashMap<>();

  /**
   * @param file the URL of the file
   * @param name its name
   */
  RemoteFolder(Http http, URI file, String name) {
    this.http = http;
    this.folder = file.resolve(".");
    this.names = names(name);
  }

  @Override
  public String location() {
    String text = folder.toString();
    return text.substring(0, text.length() - 1);
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Optional<InputStream> open(String name) throws IOException {
    return bytes(name).map(ByteArrayInputStream::new);
  }

  /** A small file of the folder; empty if there is none. */
  Optional<byte[]> bytes(String name) throws IOException {
    Optional<byte[]> known = read.get(name);
    if (known == null) {
      known = http.read(folder.resolve("./" + Listing.encode(name)));
      read.put(name, known);
    }
    return known;
  }

  private static List<String> names(String name) {
    List<String> names = new ArrayList<>();
    names.add(name + Metalink.SUFFIX);
    for (SumAlgorithm algorithm : SumAlgorithm.values()) {
      names.add(name + "." + algorithm.suffix());
    }
    names.add("SHA256SUMS");
    Matcher dump = OF_A_DUMP.matcher(name);
    if (dump.matches()) {
      names.add(DumpStatus.NAME);
      names.add(dump.group(1) + "-sha1sums.txt");
      names.add(dump.group(1) + "-md5sums.txt");
    }
    return names;
  }
}
