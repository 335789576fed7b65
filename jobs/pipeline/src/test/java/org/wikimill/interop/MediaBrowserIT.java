package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.testing.Shared;

/**
 * Articles of real dumps that original files join, in a browser: finished pages and wikitext, with
 * real pictures of an archive under the names that the articles ask for.
 */
class MediaBrowserIT extends Readers {
  private static final List<String> SITES = List.of("pictured-html", "pictured-text");
  private static final List<String> LOOKS =
      List.of(
          "pictures",
          "pictures in the dark",
          "pictures on a phone",
          "articles",
          "articles in the dark",
          "articles on a phone");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  void serve(Path scratch) throws Exception {
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    Path[] outs = new Path[SITES.size()];
    String[] roots = new String[SITES.size()];
    for (int i = 0; i < outs.length; i++) {
      JsonNode facts = facts(SITES.get(i));
      Path media = Files.createDirectory(scratch.resolve("media-" + i));
      writePictures(media, facts.required("files"));
      outs[i] = scratch.resolve("out-" + i);
      roots[i] =
          built(
              repo,
              outs[i],
              Shared.require().resolve("dumps").resolve(facts.required("dump").textValue()),
              "--media",
              media,
              "--media-info",
              writeAnswer(scratch.resolve("info-" + i + ".json"), facts.required("files")));
    }
    KuboGateway kubo = started(KuboGateway.start(scratch.resolve("repo")));
    for (int i = 0; i < outs.length; i++) {
      String site = SITES.get(i);
      read(site, "kubo", kubo.url() + "/ipfs/" + roots[i] + "/", List.of("pictures"));
      Preview preview = started(Preview.start(outs[i], scratch.resolve("errors-" + i)));
      read(site, "preview", preview.url(), LOOKS);
    }
  }

  private static void writePictures(Path folder, JsonNode files) throws IOException {
    Path zim = Shared.require().resolve("zims/wikipedia_cr_all_2015-04.zim");
    try (ZimArchive archive = ZimArchive.open(Inputs.file(zim))) {
      for (Map.Entry<String, JsonNode> file : files.properties()) {
        String picture = "m/" + file.getValue().required("picture").textValue();
        int index = archive.find((byte) 'I', picture.getBytes(UTF_8)).orElseThrow();
        try (ClusterReader cluster = archive.open((Dirent.Content) archive.dirent(index))) {
          Files.write(folder.resolve(file.getKey()), cluster.content().readAllBytes());
        }
      }
    }
  }

  /** An answer of the wiki's API that tells of those files of which anything is known. */
  private static Path writeAnswer(Path answer, JsonNode files) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode pages = root.putObject("query").putArray("pages");
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      if (file.getValue().has("extmetadata")) {
        ObjectNode page = pages.addObject().put("title", "File:" + file.getKey());
        page.putArray("imageinfo")
            .addObject()
            .set("extmetadata", file.getValue().get("extmetadata"));
      }
    }
    return Files.writeString(answer, root.toString());
  }
}
