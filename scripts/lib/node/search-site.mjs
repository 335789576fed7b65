// Runs a site's own search.js as a browser would, on the files of the site, and tells what it loads.
//
// usage: node search-site.mjs fold TEXTS.json FOLDER
//        node search-site.mjs find QUERIES.json FOLDER
//        node search-site.mjs find QUERIES.json ROOT/DIRECTORY SHARD.car...
//
// TEXTS and QUERIES are arrays of strings. The site is a folder, or a directory under a root in CARs.
// fold prints one JSON array: the folded texts. find prints one JSON line a query, each of which finds
// an empty cache: {"query":"moon","titles":[{"title":..,"target":..,"place":..,"url":..}],
// "loaded":[{"path":"search/top.js","size":1234}],"milliseconds":1.5}.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'

const BASE = 'https://gateway.example/ipfs/root/'

/** What reads a file of the site, by its path. */
async function reader (site, cars) {
  if (cars.length === 0) return (path) => readFile(join(site, path))
  const { exporter } = await import('ipfs-unixfs-exporter')
  const { Shards } = await import('./cars.mjs')
  const shards = await Shards.open(cars)
  return async (path) => {
    const chunks = []
    for await (const chunk of (await exporter(`${site}/${path}`, shards)).content()) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
}

/** A page with the script and nothing else: what `wikimill` is there, and the files that it loads. */
async function page (read) {
  const loaded = []
  const sandbox = createContext({ URL, URLSearchParams })
  const run = async (path) => {
    const bytes = await read(path)
    new Script(new TextDecoder('utf-8', { fatal: true }).decode(bytes), { filename: path }).runInContext(sandbox)
    return bytes.length
  }
  const append = (script) => {
    if (!script.src.startsWith(BASE)) throw new Error(`loads ${script.src}`)
    const path = decodeURIComponent(script.src.slice(BASE.length))
    run(path).then((size) => {
      loaded.push({ path, size })
      script.onload()
    }, script.onerror)
  }
  sandbox.document = {
    currentScript: { src: `${BASE}search/search.js` },
    createElement: () => ({ remove () {} }),
    querySelectorAll: () => [],
    head: { append }
  }
  await run('search/search.js')
  return { wikimill: sandbox.wikimill, loaded }
}

const [verb, texts, site, ...cars] = process.argv.slice(2)
if (site === undefined || !['fold', 'find'].includes(verb)) {
  console.error('usage: node search-site.mjs fold|find TEXTS.json SITE [SHARD.car...]')
  process.exit(2)
}
const read = await reader(site, cars)
const inputs = JSON.parse(await readFile(texts, 'utf8'))
if (verb === 'fold') {
  const { wikimill } = await page(read)
  console.log(JSON.stringify(inputs.map((text) => wikimill.fold(text))))
} else {
  for (const query of inputs) {
    const { wikimill, loaded } = await page(read)
    const start = performance.now()
    const titles = await wikimill.find(query)
    console.log(JSON.stringify({ query, titles, loaded, milliseconds: performance.now() - start }))
  }
}
process.exit() // readers of CARs are open
