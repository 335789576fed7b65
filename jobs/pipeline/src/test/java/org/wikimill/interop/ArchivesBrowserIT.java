package org.wikimill.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.testing.Shared;

/**
 * Real archives in a browser, a site each in one build: one of the old scheme, one of the new, one
 * in syllabics.
 */
class ArchivesBrowserIT extends Readers {
  private static final List<String> SITES = List.of("old", "new", "cree");

  @Override
  void serve(Path scratch) throws Exception {
    Path archives = Shared.require().resolve("zims");
    Path out = scratch.resolve("out");
    List<Object> arguments = new ArrayList<>(List.of("--snapshot", "sites"));
    for (String site : SITES) {
      arguments.add(archives.resolve(facts(site).required("archive").textValue()));
    }
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    String root = built(repo, out, arguments.toArray());
    KuboGateway kubo = started(KuboGateway.start(scratch.resolve("repo")));
    Preview preview = started(Preview.start(out, scratch.resolve("errors")));
    Path files = scratch.resolve("files");
    repo.get(root, files);
    for (String site : SITES) {
      String directory = facts(site).required("directory").textValue() + "/";
      read(site, "kubo", kubo.url() + "/ipfs/" + root + "/" + directory, WAYS);
      read(site, "preview", preview.url() + directory, WAYS);
      read(site, "preview", preview.url() + directory, LOOKS);
      String folder = files.resolve(directory).toUri().toString();
      read(site, "files", folder, List.of("reading", "searching", "scriptless"));
    }
  }
}
