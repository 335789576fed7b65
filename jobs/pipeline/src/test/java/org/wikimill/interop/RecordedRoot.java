package org.wikimill.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.testing.Shared;

/**
 * The root of a real archive's tree in layout {@code zim}, found by Kubo and by an implementation
 * that shares no code with it.
 *
 * @param zim the archive's path below the folder of archives
 * @param sha256 of the archive; tells apart those that have one name
 * @param redirects {@code link} or {@code none}
 * @param profile the name of the CID profile
 * @param root the CID
 */
record RecordedRoot(String zim, String sha256, String redirects, String profile, String root) {

  /** All that are recorded. */
  static List<RecordedRoot> all() {
    List<RecordedRoot> roots = new ArrayList<>();
    for (JsonNode vector : vectors()) {
      vector
          .path("roots")
          .properties()
          .forEach(root -> roots.add(of(vector, root.getKey(), root.getValue().textValue())));
    }
    return roots;
  }

  /** The only one of an archive for a redirect policy and a profile. */
  static RecordedRoot of(String zim, String redirects, String profile) {
    List<RecordedRoot> matches =
        all().stream()
            .filter(r -> r.zim.equals(zim) && r.redirects.equals(redirects))
            .filter(r -> r.profile.equals(profile))
            .toList();
    if (matches.size() != 1) {
      throw new IllegalArgumentException(matches.size() + " recorded roots of " + zim);
    }
    return matches.get(0);
  }

  private static RecordedRoot of(JsonNode vector, String profile, String root) {
    return new RecordedRoot(
        vector.path("zim").textValue(),
        vector.path("sha256").textValue(),
        vector.path("redirects").textValue(),
        profile,
        root);
  }

  private static JsonNode vectors() {
    try {
      return new ObjectMapper()
          .readTree(Shared.require().resolve("vectors/zim-roots.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
