package org.wikimill.pipeline.tree;

import java.io.Serializable;
import java.util.Arrays;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.formats.ipld.CidProfile;

/**
 * Which task builds which first-level buckets of the giant directories: from their numbers of
 * entries alone.
 *
 * @param bucketBits bits of a hash that choose a first-level bucket
 * @param firstBuckets the running number of each giant's first bucket, by directory; -1 if it is
 *     none
 * @param parts for each running number, the task
 */
record GiantPlan(int bucketBits, int[] firstBuckets, int[] parts) implements Serializable {
  static GiantPlan of(Spine spine, CidProfile profile, TreeLimits limits) {
    int fanout = profile.fanout();
    int[] firstBuckets = new int[spine.size()];
    int[] parts = new int[0];
    int part = 0;
    double entries = 0;
    for (int i = 0; i < spine.size(); i++) {
      firstBuckets[i] = -1;
      if (spine.get(i).giant()) {
        firstBuckets[i] = parts.length;
        parts = Arrays.copyOf(parts, parts.length + fanout);
        for (int bucket = 0; bucket < fanout; bucket++) {
          if (entries >= limits.entriesPerGiantPart()) {
            part++;
            entries = 0;
          }
          parts[firstBuckets[i] + bucket] = part;
          entries += (double) spine.get(i).entries() / fanout;
        }
      }
    }
    return new GiantPlan(Integer.numberOfTrailingZeros(fanout), firstBuckets, parts);
  }

  /** Where the items of giants go, by {@link SpineKey}. */
  Destinations destinations() {
    return new Destinations(
        Math.max(1, tasks()),
        key -> {
          SpineKey item = SpineKey.of(key);
          return parts[firstBuckets[item.directory()] + bucket(item.hash())];
        });
  }

  int tasks() {
    return parts.length == 0 ? 0 : parts[parts.length - 1] + 1;
  }

  boolean isGiant(int directory) {
    return firstBuckets[directory] >= 0;
  }

  int bucket(long hash) {
    return (int) (hash >>> (Long.SIZE - bucketBits));
  }
}
