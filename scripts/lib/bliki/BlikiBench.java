import info.bliki.wiki.filter.ParsedPageName;
import info.bliki.wiki.model.Configuration;
import info.bliki.wiki.model.WikiModel;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.wikitext.WikitextBench;

/** Does what {@link WikitextBench} does with the library bliki: run from its source by scripts/bench. */
final class BlikiBench {
  private BlikiBench() {}

  public static void main(String[] args) throws IOException {
    WikitextBench.run(args, BlikiBench::renderer);
  }

  private static WikitextBench.Renderer renderer(SiteInfo site, Map<String, String> texts) {
    return page -> new Model(texts, page.title()).render(((DumpPage.Text) page.content()).text());
  }

  /** A page, with the templates and modules of its dump. */
  private static final class Model extends WikiModel {
    private final Map<String, String> texts;

    Model(Map<String, String> texts, String title) {
      super(new Configuration(), Locale.ENGLISH, "./File:${image}", "./${title}");
      this.texts = texts;
      setUp();
      setPageName(title);
    }

    @Override
    public String getRawWikiContent(ParsedPageName name, Map<String, String> parameters) {
      String title = name.namespace.getPrimaryText() + ":" + name.pagename.replace('_', ' ');
      return texts.getOrDefault(title, "");
    }
  }
}
