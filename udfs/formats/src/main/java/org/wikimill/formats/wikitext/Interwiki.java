package org.wikimill.formats.wikitext;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Prefixes of links that lead to other wikis. */
public final class Interwiki {
  private static final Map<String, String> PROJECTS =
      Map.ofEntries(
          Map.entry("w", "wikipedia"),
          Map.entry("wikipedia", "wikipedia"),
          Map.entry("wikt", "wiktionary"),
          Map.entry("wiktionary", "wiktionary"),
          Map.entry("s", "wikisource"),
          Map.entry("wikisource", "wikisource"),
          Map.entry("q", "wikiquote"),
          Map.entry("wikiquote", "wikiquote"),
          Map.entry("b", "wikibooks"),
          Map.entry("wikibooks", "wikibooks"),
          Map.entry("n", "wikinews"),
          Map.entry("wikinews", "wikinews"),
          Map.entry("v", "wikiversity"),
          Map.entry("wikiversity", "wikiversity"),
          Map.entry("voy", "wikivoyage"),
          Map.entry("wikivoyage", "wikivoyage"));

  private static final Map<String, String> SITES =
      Map.ofEntries(
          Map.entry("c", "https://commons.wikimedia.org/wiki/"),
          Map.entry("commons", "https://commons.wikimedia.org/wiki/"),
          Map.entry("m", "https://meta.wikimedia.org/wiki/"),
          Map.entry("meta", "https://meta.wikimedia.org/wiki/"),
          Map.entry("species", "https://species.wikimedia.org/wiki/"),
          Map.entry("wikispecies", "https://species.wikimedia.org/wiki/"),
          Map.entry("d", "https://www.wikidata.org/wiki/"),
          Map.entry("wikidata", "https://www.wikidata.org/wiki/"),
          Map.entry("mw", "https://www.mediawiki.org/wiki/"),
          Map.entry("mediawikiwiki", "https://www.mediawiki.org/wiki/"),
          Map.entry("incubator", "https://incubator.wikimedia.org/wiki/"),
          Map.entry("foundation", "https://foundation.wikimedia.org/wiki/"),
          Map.entry("wmf", "https://foundation.wikimedia.org/wiki/"),
          Map.entry("phab", "https://phabricator.wikimedia.org/"),
          Map.entry("doi", "https://doi.org/"));

  /** Wikis whose language has no code of two letters. */
  private static final List<String> OTHER_LANGUAGES =
      List.of(
          "ace",
          "ady",
          "als",
          "alt",
          "ami",
          "ang",
          "ann",
          "anp",
          "arc",
          "ary",
          "arz",
          "ast",
          "atj",
          "avk",
          "awa",
          "azb",
          "ban",
          "bar",
          "bat-smg",
          "bbc",
          "bcl",
          "be-tarask",
          "be-x-old",
          "bew",
          "bjn",
          "blk",
          "bpy",
          "bug",
          "bxr",
          "cbk-zam",
          "cdo",
          "ceb",
          "cho",
          "chr",
          "chy",
          "ckb",
          "crh",
          "csb",
          "dag",
          "dga",
          "din",
          "diq",
          "dsb",
          "dtp",
          "dty",
          "eml",
          "ext",
          "fat",
          "fiu-vro",
          "fon",
          "frp",
          "frr",
          "fur",
          "gag",
          "gan",
          "gcr",
          "glk",
          "gom",
          "gor",
          "got",
          "gpe",
          "guc",
          "gur",
          "guw",
          "hak",
          "haw",
          "hif",
          "hsb",
          "hyw",
          "igl",
          "ilo",
          "inh",
          "jam",
          "jbo",
          "kaa",
          "kab",
          "kbd",
          "kbp",
          "kcg",
          "koi",
          "krc",
          "ksh",
          "kus",
          "lad",
          "lbe",
          "lez",
          "lfn",
          "lij",
          "lld",
          "lmo",
          "lrc",
          "ltg",
          "mad",
          "mai",
          "map-bms",
          "mdf",
          "mhr",
          "min",
          "mni",
          "mnw",
          "mos",
          "mrj",
          "mus",
          "mwl",
          "myv",
          "mzn",
          "nah",
          "nap",
          "nds",
          "nds-nl",
          "new",
          "nia",
          "nov",
          "nqo",
          "nrm",
          "nso",
          "nup",
          "olo",
          "pag",
          "pam",
          "pap",
          "pcd",
          "pcm",
          "pdc",
          "pfl",
          "pih",
          "pms",
          "pnb",
          "pnt",
          "pwn",
          "rmy",
          "roa-rup",
          "roa-tara",
          "rue",
          "sah",
          "sat",
          "scn",
          "sco",
          "shi",
          "shn",
          "simple",
          "skr",
          "smn",
          "srn",
          "stq",
          "szl",
          "szy",
          "tay",
          "tcy",
          "tdd",
          "tet",
          "tly",
          "tpi",
          "trv",
          "tum",
          "tyv",
          "udm",
          "vec",
          "vep",
          "vls",
          "war",
          "wuu",
          "xal",
          "xmf",
          "zea",
          "zgh",
          "zh-classical",
          "zh-min-nan",
          "zh-yue",
          "sh",
          "mo");

  private static final SortedSet<String> LANGUAGES = new TreeSet<>(OTHER_LANGUAGES);

  static {
    LANGUAGES.addAll(List.of(Locale.getISOLanguages()));
  }

  private final String language;
  private final String project;

  /** Those of a wiki, by the host of its main page. */
  public Interwiki(String language, String base) {
    this.language = language.isEmpty() ? "en" : language;
    this.project =
        PROJECTS.values().stream()
            .filter(name -> base.contains("." + name + "."))
            .findFirst()
            .orElse("wikipedia");
  }

  /** Whether a prefix, in lower case, names the wiki of a language. */
  public boolean isLanguage(String prefix) {
    return LANGUAGES.contains(prefix);
  }

  /** The codes of all languages that have wikis, or might. */
  static SortedSet<String> languageCodes() {
    return Collections.unmodifiableSortedSet(LANGUAGES);
  }

  /**
   * Where a link with prefixes leads.
   *
   * @param target {@code wikt:de:Haus}
   * @return empty if its prefix names no wiki
   */
  Optional<String> url(String target) {
    String to = language;
    String on = project;
    String rest = target;
    boolean any = false;
    for (int i = 0; i < 3; i++) {
      int colon = rest.indexOf(':');
      String prefix = colon < 0 ? "" : rest.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (SITES.containsKey(prefix)) {
        return Optional.of(SITES.get(prefix) + path(rest.substring(colon + 1)));
      }
      if (PROJECTS.containsKey(prefix)) {
        on = PROJECTS.get(prefix);
      } else if (isLanguage(prefix)) {
        to = prefix;
      } else {
        break;
      }
      any = true;
      rest = rest.substring(colon + 1);
    }
    return any
        ? Optional.of("https://" + to + "." + on + ".org/wiki/" + path(rest))
        : Optional.empty();
  }

  private static String path(String title) {
    return LinkMarkup.path(title.strip().replace(' ', '_'));
  }
}
