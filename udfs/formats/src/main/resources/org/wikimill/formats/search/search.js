/* The search of titles: an index in small files, a lookup of which loads at most three.
   All URLs are relative to this script's own, so that it works wherever the site lies. */
(() => {
  "use strict";

  const FOLDING = `{folding}`;
  const MAX_KEY = 256;
  const OFFERED = 10;
  const LISTED = 100;

  const here = new URL(".", document.currentScript.src);
  const root = new URL("..", here);

  /* Folding: what readers need not tell apart becomes equal. */

  let table;

  function parseTable() {
    const result = new Map();
    for (const line of FOLDING.split("\n")) {
      const [range, ...to] = line.trimEnd().split(" ");
      const [first, last, step] = range.split(/[-/]/);
      const from = parseInt(first, 16);
      const until = last === undefined ? from : parseInt(last, 16);
      for (let c = from; c <= until; c += step === "2" ? 2 : 1) {
        const points = to.map((word) => parseInt(word, 16) + (/^[+-]/.test(word) ? c : 0));
        result.set(c, String.fromCodePoint(...points));
      }
    }
    return result;
  }

  function foldCharacter(text) {
    const c = text.codePointAt(0);
    const syllable = c - 0xac00;
    if (syllable >= 0 && syllable < 11172) {
      const trailing = syllable % 28;
      return String.fromCharCode(
        0x1100 + Math.floor(syllable / 588),
        0x1161 + Math.floor((syllable % 588) / 28),
        ...(trailing ? [0x11a7 + trailing] : []),
      );
    }
    return table.get(c) ?? text;
  }

  function fold(text) {
    table ??= parseTable();
    const folded = Array.from(text, foldCharacter).join("").replace(/ +/g, " ").replace(/^ | $/g, "");
    return folded === "" ? text : folded;
  }

  /* The index. Keys are in the order of code points, which that of strings is not. */

  function compare(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) {
      const x = a.charCodeAt(i);
      const y = b.charCodeAt(i);
      if (x !== y) {
        const xAbove = x >= 0xd800 && x < 0xe000;
        const yAbove = y >= 0xd800 && y < 0xe000;
        return xAbove === yAbove ? x - y : xAbove ? 1 : -1;
      }
    }
    return a.length - b.length;
  }

  /* The child that holds the first title from the key on: the first that begins with the key itself,
     else the last one that begins below it. */
  function childOf(separators, key) {
    let low = 0;
    let high = separators.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(separators[middle], key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return separators[low] === key ? low : Math.max(0, low - 1);
  }

  const shards = new Map();
  const waiting = new Map();

  function load(name) {
    if (!shards.has(name)) {
      shards.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.charset = "utf-8";
          script.src = new URL(name + ".js", here).href;
          script.onload = () => script.remove();
          script.onerror = () => {
            script.remove();
            waiting.delete(name);
            shards.delete(name);
            reject(new Error("no " + script.src));
          };
          waiting.set(name, resolve);
          document.head.append(script);
        }),
      );
    }
    return shards.get(name);
  }

  /* What the files of the index call. */
  function shard(name, data) {
    waiting.get(name)?.(data);
    waiting.delete(name);
  }

  function titlesOf(leaf) {
    let title = "";
    return leaf.split("\n").map((line) => {
      const [shown, rest = "", target = ""] = line.split("\t");
      title = title.slice(0, parseInt(shown[0], 36)) + shown.slice(1);
      const name = (target || title).replaceAll(" ", "_");
      const place = rest.startsWith("/") ? rest.slice(1) : name + rest.slice(1);
      return { title, target, place: "wiki/" + place, key: fold(title) };
    });
  }

  /* Exact titles come first, of these the one as it was entered; then shorter ones; of equals, pages
     before redirects. A page is told once, by its own title if that is found and no other is exact. */
  function ranked(titles, query, key, most) {
    const matching = titles.filter((title) => title.key.startsWith(key));
    const own = new Set(matching.filter(({ target }) => target === "").map(({ place }) => place));
    const isBest = (t) => t.target === "" || t.key === key || !own.has(t.place);
    const found = matching.filter(isBest);
    const rank = (t) => [t.key !== key, t.title !== query.trim(), t.key.length, t.target !== ""];
    const ranks = new Map(found.map((title) => [title, rank(title)]));
    found.sort((a, b) => {
      const theirs = ranks.get(b);
      const differing = ranks.get(a).findIndex((part, i) => part !== theirs[i]);
      return differing < 0 ? 0 : ranks.get(a)[differing] - theirs[differing];
    });
    const places = new Set();
    return found
      .filter(({ place }) => !places.has(place) && places.add(place))
      .slice(0, most)
      .map(({ title, target, place }) => ({ title, target, place, url: urlOf(place) }));
  }

  function urlOf(place) {
    return root.href + place.split("/").map(encodeURIComponent).join("/");
  }

  /* The titles that begin with what is entered: some of them, best first. */
  async function find(query, most = OFFERED) {
    if (query.trim() === "") {
      return [];
    }
    const key = fold(query);
    const point = Array.from(key).slice(0, MAX_KEY).join("");
    let node = await load("top");
    while (typeof node !== "string") {
      if (node.keys.length === 0) {
        return [];
      }
      node = await load(node.child + "/" + (node.first + childOf(node.keys, point)));
    }
    return ranked(titlesOf(node), query, key, most);
  }

  /* The page. */

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  function label({ title, target }) {
    const shown = [element("bdi", {}, title)];
    if (target !== "") {
      shown.push(" ", element("small", {}, "\u2192 ", element("bdi", {}, target)));
    }
    return shown;
  }

  function count(number) {
    return number === 0 ? "No titles found" : number === 1 ? "1 title found" : number + " titles found";
  }

  /* A combobox with a list box (WAI-ARIA 1.2). */
  function offerTitles(form) {
    const input = form.querySelector("input");
    const list = element("ul", { role: "listbox", id: "wikimill-titles", "aria-label": "Titles" });
    const status = element("div", { role: "status" });
    let found = [];
    let active = -1;
    let asked = 0;

    function mark(index) {
      active = index;
      Array.from(list.children).forEach((option, i) => option.setAttribute("aria-selected", i === index));
      if (index < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[index].id);
        list.children[index].scrollIntoView({ block: "nearest" });
      }
    }

    function show(titles) {
      found = titles;
      list.replaceChildren(
        ...titles.map((title, i) => {
          const option = element("li", { role: "option", id: "wikimill-title-" + i }, ...label(title));
          option.addEventListener("mousedown", (event) => event.preventDefault());
          option.addEventListener("click", () => location.assign(title.url));
          return option;
        }),
      );
      list.hidden = titles.length === 0;
      input.setAttribute("aria-expanded", !list.hidden);
      mark(-1);
    }

    async function offer() {
      const question = ++asked;
      const query = input.value;
      const titles = await find(query).catch(() => []);
      if (question === asked) {
        show(titles);
        status.textContent = query.trim() === "" ? "" : count(titles.length);
      }
    }

    function close() {
      asked++;
      show([]);
    }

    input.addEventListener("input", offer);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) {
        return;
      }
      if (event.key === "Escape" && found.length > 0) {
        event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length > 0) {
        event.preventDefault();
        const options = found.length + 1; // with the input itself
        mark(((active + 1 + (event.key === "ArrowDown" ? 1 : options - 1)) % options) - 1);
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const results = new URL("index.html", here);
      results.searchParams.set("q", input.value);
      location.assign(active < 0 ? results : found[active].url);
    });
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    form.append(list, status);
    show([]);
  }

  async function listResults(place) {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    document.querySelector(".wikimill-search input").value = query;
    if (query.trim() === "") {
      return;
    }
    try {
      const titles = await find(query, LISTED);
      const items = titles.map((title) =>
        element("li", {}, element("a", { href: title.url }, ...label(title))),
      );
      place.replaceChildren(
        element("p", {}, count(titles.length)),
        ...(items.length > 0 ? [element("ol", { class: "results" }, ...items)] : []),
      );
    } catch (error) {
      place.replaceChildren(element("p", {}, "The index could not be loaded: " + error.message));
    }
  }

  globalThis.wikimill = { shard, find, fold };
  document.querySelectorAll("form.wikimill-search").forEach(offerTitles);
  document.querySelectorAll(".wikimill-results").forEach(listResults);
})();
