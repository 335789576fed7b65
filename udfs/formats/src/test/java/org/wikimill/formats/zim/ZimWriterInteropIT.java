package org.wikimill.formats.zim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** The judgement of openZIM's own programs on what the writer makes. */
class ZimWriterInteropIT {
  @TempDir Path folder;

  @Test
  void zimcheckAcceptsAllOfIt() throws IOException {
    Command.Result result = Command.of(Tools.zimcheck(), "--all", write()).succeed();

    assertThat(result.text()).contains("Overall Test Status: Pass").doesNotContain("ERROR");
  }

  @Test
  void libzimReadsArticlesRedirectsMetadataAndTitles() throws IOException {
    String program =
        """
        import sys
        from libzim.reader import Archive
        from libzim.suggestion import SuggestionSearcher
        a = Archive(sys.argv[1])
        print(a.check(), a.has_new_namespace_scheme, a.article_count, a.main_entry.get_item().path)
        print(a.get_entry_by_path('Baz').get_item().path, a.get_metadata('Title').decode())
        print(bytes(a.get_entry_by_path('Ünïcode/ᐊᐱ').get_item().content).decode().partition('</head>')[2])
        print(a.get_entry_by_title('ᐊᐱ').path, a.has_title_index)
        s = SuggestionSearcher(a).suggest('Fo')
        print(list(s.getResults(0, 5)))
        """;

    Command python =
        Command.of(Tools.python(), "-c", program, write())
            .with("PYTHONIOENCODING", "utf-8")
            .with("LC_ALL", "C.UTF-8");

    assertThat(python.succeed().text())
        .isEqualTo(
            """
            True True 5 index.html
            Foo Small wiki
            <body>syllabics</body></html>
            Ünïcode/ᐊᐱ False
            ['Foo']
            """);
  }

  private Path write() throws IOException {
    Path archive = folder.resolve("small_wiki.zim");
    try (OutputStream output = Files.newOutputStream(archive)) {
      TestArchives.smallWiki().writeTo(output);
    }
    return archive;
  }
}
