package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.sample.SampleWiki;

/** The sample wiki in a browser, from gateways of every kind and from files; titles of markup. */
class SampleWikiBrowserIT extends Readers {
  private static final int MORE_THAN_A_PAGE_OF_TITLES = 500;

  @Override
  void serve(Path scratch) throws Exception {
    Path sample = scratch.resolve("sample.zim");
    SampleWiki.write(sample);
    Path markup = writeMarkup(scratch.resolve("markup.zim"));
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    String root = built(repo, scratch.resolve("sample"), sample);
    String markupRoot = built(repo, scratch.resolve("markup"), markup);
    Path files = scratch.resolve("files");
    repo.get(root, files);
    KuboGateway kubo = started(KuboGateway.start(scratch.resolve("repo")));
    Preview preview = started(Preview.start(scratch.resolve("sample"), scratch.resolve("errors")));

    read("sample", "kubo", kubo.url() + "/ipfs/" + root + "/", WAYS);
    read("sample", "preview", preview.url(), WAYS);
    read("sample", "preview", preview.url(), LOOKS);
    read("sample", "subdomain", kubo.onSubdomain(root), List.of("reading", "searching"));
    read("sample", "files", files.toUri().toString(), List.of("searching"));
    read("markup", "kubo", kubo.url() + "/ipfs/" + markupRoot + "/", WAYS);
    read("markup", "kubo", kubo.url() + "/ipfs/" + markupRoot + "/", LOOKS);
  }

  /** Whose titles, and its own, would run scripts where they are not escaped. */
  private static Path writeMarkup(Path archive) throws IOException {
    ZimWriter writer = new ZimWriter();
    writer.metadata("Name", "markup_en").metadata("Title", "</title><script>alert(2)</script>");
    writer.metadata("Creator", "\"><img src=x onerror=alert(3)>").mainPage("main");
    article(writer, "main", "<b>Main page</b>", "<a href=tags>tags</a>");
    article(writer, "tags", "<img src=x onerror=alert(1)>", "<a href=script>script</a>");
    article(writer, "script", "'\"/></script><script>alert(4)</script>", "<a href=main>main</a>");
    writer.redirect("alias", "<img src=y onerror=alert(5)>", "tags");
    for (int i = 0; i < MORE_THAN_A_PAGE_OF_TITLES; i++) {
      writer.redirect("copy" + i, "Copy " + i, "tags");
    }
    writer.redirect("deeper/alias", "{title}<svg onload=alert(6)>", "tags");
    try (OutputStream out = Files.newOutputStream(archive)) {
      writer.writeTo(out);
    }
    return archive;
  }

  private static void article(ZimWriter writer, String path, String title, String body) {
    String escaped = title.replace("&", "&amp;").replace("<", "&lt;");
    String html = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>" + escaped + "</title>";
    String text = "<h1>" + escaped + "</h1><p>A page whose title is markup. " + body;
    writer.article(path, title, "text/html", (html + text).getBytes(UTF_8));
  }
}
