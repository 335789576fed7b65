package org.wikimill.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.article.CategoryMembers;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.testing.Shared;

/**
 * Real dumps in a browser, a site each in one build: of finished pages, of wikitext with its
 * templates and without, and one made for its category of several parts.
 */
class DumpsBrowserIT extends Readers {
  private static final List<String> REAL = List.of("enterprise", "templates", "ukrainian");
  private static final List<String> PAGES =
      List.of("articles", "articles in the dark", "articles on a phone");

  @Override
  void serve(Path scratch) throws Exception {
    Path dumps = Shared.require().resolve("dumps");
    Path out = scratch.resolve("out");
    List<Object> arguments = new ArrayList<>(List.of("--snapshot", "dumps"));
    for (String site : REAL) {
      arguments.add(dumps.resolve(facts(site).required("dump").textValue()));
    }
    arguments.add(writeParts(scratch.resolve("parts.xml")));
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    String root = built(repo, out, arguments.toArray());
    KuboGateway kubo = started(KuboGateway.start(scratch.resolve("repo")));
    Preview preview = started(Preview.start(out, scratch.resolve("errors")));
    List<String> sites = new ArrayList<>(REAL);
    sites.add("parts");
    for (String site : sites) {
      String directory = facts(site).required("directory").textValue() + "/";
      read(site, "kubo", kubo.url() + "/ipfs/" + root + "/" + directory, List.of("categories"));
      read(site, "preview", preview.url() + directory, List.of("categories"));
      read(site, "preview", preview.url() + directory, PAGES);
    }
  }

  /** More members than two parts hold, and a page that tells of several things of one name. */
  private static Path writeParts(Path file) throws IOException {
    CraftedDump dump = new CraftedDump();
    dump.page("Main Page", "All [[Millstone 0001]], [[Mill (disambiguation)]].");
    dump.page(
        "Mill (disambiguation)",
        "'''Mill''' may be:\n* [[Millstone 0001]]\n* [[Windmill]]\n[[Category:Millstones]]");
    dump.page(14, 9000, "Category:Millstones", 9000, "Of [[Millstone 0001|stone]].");
    for (int i = 1; i <= 2 * CategoryMembers.PART; i++) {
      String text = "A '''millstone'''.\n[[Category:Millstones|%04d]]".formatted(i);
      dump.page("Millstone %04d".formatted(i), text);
    }
    return dump.write(file);
  }
}
