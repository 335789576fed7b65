package org.wikimill.pipeline.paths;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of layout {@code zim} in memory, step by step as they are written down. Strings hold
 * one character a byte.
 */
final class ReferencePlaces {
  private final Map<String, String> wanted = new HashMap<>();
  private final Set<String> directories = new HashSet<>();

  private ReferencePlaces(Collection<byte[]> names) {
    for (byte[] name : names) {
      String place = wanted(name);
      wanted.put(text(name), place);
      for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', slash + 1)) {
        directories.add(place.substring(0, slash));
      }
    }
  }

  /** The places of those names that do not get the one that they want, by name. */
  static Map<String, String> exceptions(Collection<byte[]> names) {
    ReferencePlaces places = new ReferencePlaces(names);
    Map<String, String> placed = places.placed();
    placed.entrySet().removeIf(e -> e.getValue().equals(places.wanted.get(e.getKey())));
    return placed;
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private Map<String, String> placed() {
    List<String> inOrder = new ArrayList<>(wanted.keySet());
    inOrder.sort(Comparator.comparingInt(this::rank).thenComparing(n -> n));
    Map<String, String> placed = new HashMap<>();
    Set<String> taken = new HashSet<>(directories);
    for (String name : inOrder) {
      String base = wanted.get(name);
      if (directories.contains(base)) {
        base += "/index.html";
      }
      String place = base;
      for (int n = 1; !taken.add(place); n++) {
        place = base + "~" + n;
      }
      placed.put(name, place);
    }
    return placed;
  }

  private int rank(String name) {
    String place = wanted.get(name);
    return directories.contains(place) ? 2 : place.equals(name) ? 0 : 1;
  }

  private static String wanted(byte[] name) {
    String[] segments = escaped(name).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      switch (segments[i]) {
        case "" -> segments[i] = i == segments.length - 1 && i > 0 ? "index.html" : "%2F";
        case "." -> segments[i] = "%2E";
        case ".." -> segments[i] = "%2E%2E";
        default -> {}
      }
    }
    return String.join("/", segments);
  }

  /** Each byte that starts no character which the JDK's strict decoder takes becomes %XX. */
  private static String escaped(byte[] name) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < name.length; ) {
      int length = characterLength(name, at);
      out.append(
          length == 0
              ? "%%%02X".formatted(name[at] & 0xff)
              : text(Arrays.copyOfRange(name, at, at + length)));
      at += Math.max(1, length);
    }
    return out.toString();
  }

  private static int characterLength(byte[] name, int at) {
    for (int length = 1; length <= Math.min(4, name.length - at); length++) {
      try {
        UTF_8.newDecoder().decode(ByteBuffer.wrap(name, at, length));
        return length;
      } catch (CharacterCodingException e) {
        // Perhaps one byte more makes a character.
      }
    }
    return 0;
  }
}
