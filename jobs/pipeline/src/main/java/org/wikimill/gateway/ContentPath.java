package org.wikimill.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.ipld.Cid;

/**
 * What a URL asks for.
 *
 * @param root the CID that the path starts from
 * @param names what follows, in bytes
 * @param base what stands before the names in the URL: {@code /ipfs/CID}, or nothing for the site
 * @param isDirectory whether the URL ends in a slash
 */
record ContentPath(Cid root, List<byte[]> names, String base, boolean isDirectory) {
  ContentPath {
    names = List.copyOf(names);
  }

  /** The segments of the path of a URL, decoded. */
  record Segments(List<byte[]> names, boolean slashAtEnd) {

    /**
     * Cuts a path at its slashes, encoded ones included, as gateways in the field do.
     *
     * @param path as in the URL, from its first slash on
     */
    static Segments of(String path) throws HttpFailure {
      byte[] decoded = Percent.decode(path);
      List<byte[]> names = new ArrayList<>();
      int start = 1;
      for (int i = 1; i <= decoded.length; i++) {
        if (i == decoded.length || decoded[i] == '/') {
          names.add(Arrays.copyOfRange(decoded, start, i));
          start = i + 1;
        }
      }
      boolean slashAtEnd = names.isEmpty() || names.get(names.size() - 1).length == 0;
      if (slashAtEnd && !names.isEmpty()) {
        names.remove(names.size() - 1);
      }
      return new Segments(names, slashAtEnd);
    }

    /** Without empty segments, {@code .} and {@code ..}; equal to this if there are none. */
    Segments cleaned() {
      List<byte[]> clean = new ArrayList<>();
      boolean endsInSlash = slashAtEnd;
      for (byte[] name : names) {
        String text = new String(name, StandardCharsets.ISO_8859_1);
        endsInSlash = slashAtEnd;
        if (text.equals("..") && !clean.isEmpty()) {
          clean.remove(clean.size() - 1);
        }
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
          endsInSlash = true;
        } else {
          clean.add(name);
        }
      }
      return clean.size() == names.size()
          ? this
          : new Segments(clean, endsInSlash || clean.isEmpty());
    }

    /** As the path of a URL. */
    String encoded() {
      return encodedPath(names) + (slashAtEnd || names.isEmpty() ? "/" : "");
    }

    private boolean startsWith(String name) {
      return !names.isEmpty() && name.equals(new String(names.get(0), StandardCharsets.UTF_8));
    }
  }

  /**
   * The content that a path of a URL names.
   *
   * @param segments cleaned
   * @param site what stands at the root of the server
   */
  static ContentPath of(Segments segments, Optional<Cid> site) throws HttpFailure {
    if (segments.startsWith("ipns")) {
      throw new HttpFailure(404, "no names are resolved here: ask for /ipfs/CID");
    }
    if (!segments.startsWith("ipfs")) {
      Cid root =
          site.orElseThrow(() -> new HttpFailure(404, "no site is served: ask for /ipfs/CID"));
      return new ContentPath(root, segments.names(), "", segments.slashAtEnd());
    }
    if (segments.names().size() < 2) {
      throw new HttpFailure(400, "no CID after /ipfs/");
    }
    String text = new String(segments.names().get(1), StandardCharsets.UTF_8);
    try {
      Cid root = Cid.parse(text);
      List<byte[]> names = segments.names().subList(2, segments.names().size());
      return new ContentPath(root, names, "/ipfs/" + text, segments.slashAtEnd());
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(400, e.getMessage());
    }
  }

  /** Whether the content can never change under its URL. */
  boolean isImmutable() {
    return !base.isEmpty();
  }

  /** The last name, as text; empty for the root. */
  String fileName() {
    return names.isEmpty() ? "" : new String(names.get(names.size() - 1), StandardCharsets.UTF_8);
  }

  /** The path of the URL, encoded anew. */
  String url() {
    return base + encodedPath(names) + (isDirectory ? "/" : "");
  }

  /** The path of the URL up to a number of names, without a slash at the end. */
  String url(int nameCount) {
    return base + encodedPath(names.subList(0, nameCount));
  }

  /** The same from {@code /ipfs/} on, wherever it stands on this server. */
  String ipfsPath() {
    String path = (isImmutable() ? base : "/ipfs/" + root) + encodedPath(names);
    return path + (isDirectory ? "/" : "");
  }

  private static String encodedPath(List<byte[]> names) {
    StringBuilder path = new StringBuilder();
    names.forEach(name -> path.append('/').append(Percent.encode(name)));
    return path.toString();
  }
}
