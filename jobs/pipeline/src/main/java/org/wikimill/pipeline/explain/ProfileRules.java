package org.wikimill.pipeline.explain;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.CidProfile.Boundary;
import org.wikimill.formats.ipld.CidProfile.Leaves;
import org.wikimill.pipeline.explain.Explanation.Rule;

/** What a profile says, in words. */
final class ProfileRules {
  private ProfileRules() {}

  static List<Rule> of(CidProfile profile) {
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule("cid", "version " + profile.cidVersion() + ", sha2-256"));
    rules.add(new Rule("chunker", "size-" + profile.chunkBytes()));
    rules.add(new Rule("leaves", profile.leaves() == Leaves.RAW ? "raw" : "dag-pb"));
    rules.add(new Rule("layout", "balanced, at most " + profile.width() + " links a node"));
    rules.add(new Rule("directory", directory(profile)));
    rules.add(new Rule("hamt", "fanout " + profile.fanout() + ", murmur3-x64-64"));
    return List.copyOf(rules);
  }

  private static String directory(CidProfile profile) {
    String boundary = profile.boundary() == Boundary.AT ? "from " : "above ";
    String size =
        switch (profile.estimate()) {
          case LINKS -> boundary + profile.shardThresholdBytes() + " bytes of names and CIDs";
          case BLOCK -> boundary + profile.shardThresholdBytes() + " bytes of its block";
          case NEVER -> "of no size";
        };
    String links =
        profile.maxDirectoryLinks() > 0
            ? ", or above " + profile.maxDirectoryLinks() + " entries"
            : "";
    return "a HAMT " + size + links;
  }
}
