package org.wikimill.interop;

import java.nio.file.Path;
import java.util.List;
import org.wikimill.pipeline.sample.SampleWiki;

/** The page that lists all snapshots, in a browser. */
class SnapshotsBrowserIT extends Readers {
  @Override
  void serve(Path scratch) throws Exception {
    Path sample = scratch.resolve("sample.zim");
    SampleWiki.write(sample);
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    Path build = scratch.resolve("build");
    built(repo, build, sample);
    Path list = scratch.resolve("snapshots.yml");
    for (String code : List.of("en", "be-tarask")) {
      Wikimill.command(
              "snapshots",
              "add",
              list,
              build,
              "--language",
              code,
              "--date",
              "2026-01-15",
              "--name",
              "<b>Hollin</b> Mill",
              "--source-url",
              "https://example.org/hollin_en_2026-01.zim")
          .succeed();
    }
    Path car = scratch.resolve("all.car");
    String root = Wikimill.command("snapshots", "tree", list, "-o", car).succeed().text().strip();
    repo.importCars(List.of(car));
    KuboGateway kubo = started(KuboGateway.start(scratch.resolve("repo")));
    read(
        "snapshots",
        "kubo",
        kubo.url() + "/ipfs/" + root + "/",
        List.of("articles", "articles in the dark", "articles on a phone"));
  }
}
