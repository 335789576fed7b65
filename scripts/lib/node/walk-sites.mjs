// Walks through sites with a real browser as their readers do, and tells what goes wrong on the way.
//
// usage: node walk-sites.mjs CHROMIUM PLAN.json SCREENSHOTS
//
// The plan is a list of sites: {name, via, url, article, picture, link, alias, query, result, ...}, where
// `url` is the URL of the root with its slash, others are places below it (see the functions).
// Prints one JSON line for each check that was made: {site, via, walk, page, check, found};
// `found` lists what is wrong, also that a walk could not get on. Every walk goes to its end.

import { readFileSync } from 'node:fs'
import { launch, Reader } from './browser.mjs'
import { additionsFit, fits, pale, pictures, sideways } from './looks.mjs'

const [program, plan, screenshots] = process.argv.slice(2)
const LANDING = 'wiki/index.html'
const TITLES = 'titles/index.html'
const ABOUT = 'about.html'
const BOX = '.wikimill-search input'
const OPTION = '[role=option]'
const RESULT = '.results a'
const FOOTER = 'footer[data-wikimill]'
const FRAME = '.wikimill-site, .wikimill-notice, .wikimill-categories, .wikimill-languages, .wikimill-revision, footer[data-wikimill]'

/** From the root to the landing page, an article, its pictures, another, an alias. */
async function read (reader) {
  const { article, link, alias, aliasTitle, forward, forwardsTo } = reader.site
  await reader.check('index.html', 'leads to the landing page', async () => {
    await reader.open('index.html')
    return reader.arrive(LANDING)
  })
  await reader.check(LANDING, 'shows its pictures', () => pictures(reader.page))
  await reader.check(LANDING, 'carries the footer', () => footer(reader))
  await comeTo(reader, article)
  await reader.shoot('article')
  await reader.check(article, 'shows its pictures', () => pictures(reader.page, reader.site.picture))
  await reader.check(article, 'carries the footer', () => footer(reader))
  if (link !== undefined) await reader.check(link, 'is linked', () => reader.follow(link))
  if (alias !== undefined) {
    await reader.check(alias, 'shows its target', async () => {
      const wrong = await reader.open(alias)
      const shown = await reader.page.title()
      return shown === aliasTitle ? wrong : [...wrong, `titled '${shown}'`]
    })
  }
  if (forward !== undefined) {
    await reader.check(forward, 'leads on', async () => {
      await reader.open(forward)
      return reader.arrive(forwardsTo)
    })
  }
}

/** From the landing page by the search box to a page, and back; by the page of results. */
async function search (reader) {
  const { query, title, result } = reader.site
  await reader.check(LANDING, 'opens', () => reader.open(LANDING))
  await reader.check(LANDING, 'finds by what is typed', async () => {
    await reader.page.locator(BOX).pressSequentially(query)
    await reader.page.locator(OPTION, { hasText: title }).first().click()
    return reader.arrive(result)
  })
  await reader.check(LANDING, 'is gone back to', async () => {
    await reader.page.goBack()
    return reader.arrive(LANDING)
  })
  await reader.check('search/index.html', 'lists what is found', async () => {
    await listResults(reader)
    await reader.page.locator(RESULT, { hasText: title }).first().click()
    return reader.arrive(result)
  })
}

/** From an article to another and back, to a category, to a member of it, by the search to a page, and back. */
async function browse (reader) {
  const { front, article, link, category, part, member, query, title, result } = reader.site
  await reader.check('index.html', 'leads on', async () => {
    await reader.open('index.html')
    return reader.arrive(front)
  })
  await reader.check(article, 'opens', () => reader.open(article))
  await reader.check(article, 'carries the footer', () => footer(reader))
  if (link !== undefined) {
    await reader.check(link, 'is linked', () => reader.follow(link))
    await reader.check(article, 'is gone back to', async () => {
      await reader.page.goBack()
      return reader.arrive(article)
    })
  }
  await reader.check(category, 'is linked', () => reader.follow(category))
  await reader.check(category, 'carries the footer', () => footer(reader))
  if (part !== undefined) await reader.check(part, 'is linked, and carries the footer', async () => [...(await reader.follow(part)), ...(await footer(reader))])
  await reader.check(member, 'is linked', () => reader.follow(member))
  await reader.check(TITLES, 'is linked', () => reader.follow(TITLES))
  await reader.check(TITLES, 'finds by what is typed', async () => {
    await reader.page.locator(BOX).pressSequentially(query)
    await reader.page.locator(OPTION, { hasText: title }).first().click()
    return reader.arrive(result)
  })
  await reader.check(TITLES, 'is gone back to', async () => {
    await reader.page.goBack()
    return reader.arrive(TITLES)
  })
}

/** From an article to the description of one of its pictures, by the line that says whose it is, and back. */
async function lookAtPictures (reader) {
  const { article, picture, licence, description, facts } = reader.site
  await reader.check(article, 'opens', () => reader.open(article))
  await reader.check(article, 'shows it', () => pictures(reader.page, picture))
  await reader.check(description, 'is linked by author and licence', async () => {
    const line = reader.page.locator('.licence a', { hasText: licence }).first()
    await line.scrollIntoViewIfNeeded().then(() => reader.shoot('picture'))
    await line.click()
    return [...(await reader.arrive(description)), ...(await footer(reader))]
  })
  await reader.check(description, 'shows its pictures', () => pictures(reader.page, picture))
  await reader.check(description, 'tells what is known', async () => {
    const told = await reader.page.locator('.wikimill-file').innerText()
    return facts.filter((fact) => !told.includes(fact))
  })
  await reader.check(picture, 'opens', async () => {
    await reader.page.locator('.wikimill-file figure a').click()
    await reader.page.waitForURL((url) => decodeURIComponent(url.pathname).endsWith(picture))
    return pictures(reader.page)
  })
}

/** Articles in the frame that wikimill makes of dumps, and pages that are ours from top to bottom. */
async function lookAtArticles (reader) {
  for (const [number, page] of [...reader.site.articles, ...reader.site.ours].entries()) {
    await reader.check(page, 'opens', () => reader.open(page))
    await reader.shoot(`page-${number}`)
    const ours = reader.site.ours.includes(page)
    await reader.check(page, 'fits', () => (ours ? fits : sideways)(reader.page))
    await reader.check(page, 'passes axe-core', () => reader.axe(ours ? ':root' : FRAME))
    if (!ours) await reader.check(page, 'can be read', () => pale(reader.page))
  }
}

/** The page of results for what is entered in the search box. */
async function listResults (reader) {
  await reader.page.locator(BOX).fill(reader.site.query)
  await reader.page.keyboard.press('Enter')
  await reader.page.locator(RESULT, { hasText: reader.site.title }).first().waitFor()
  return []
}

/** By a link of the landing page; archives without links between articles have none. */
function comeTo (reader, article) {
  return reader.site.link === undefined
    ? reader.check(article, 'opens', () => reader.open(article))
    : reader.check(article, 'is linked', () => reader.follow(article))
}

/** Pages that are wikimill's own, for all readers: what axe-core says of them. */
async function lookAtOurs (reader) {
  const { forward, listing, query, pictured } = reader.site
  const shoot = (name) => (pictured ? reader.shoot(name, true) : undefined)
  const look = async (page, name, open) => {
    await reader.check(page, 'opens', open)
    await shoot(name)
    await reader.check(page, 'passes axe-core', () => reader.axe())
    await reader.check(page, 'fits', () => fits(reader.page))
  }
  await look(ABOUT, 'about', () => reader.open(ABOUT))
  await look(TITLES, 'titles', () => reader.open(TITLES))
  if (reader.site.ranges === true) {
    await look('titles/', 'titles-of-range', async () => {
      await reader.page.locator('main li a').first().click()
      await reader.page.waitForURL('**/titles/*/*.html')
      return []
    })
  }
  await look('search/index.html', 'search', () => listResults(reader))
  await reader.check(ABOUT, 'offers titles that pass axe-core', async () => {
    await reader.open(ABOUT)
    await reader.page.locator(BOX).pressSequentially(query)
    await reader.page.locator(OPTION).first().waitFor()
    await reader.page.keyboard.press('ArrowDown')
    await shoot('options')
    return reader.axe()
  })
  if (forward !== undefined) await look(forward, 'forward', () => openWithoutLeaving(reader, forward))
  if (listing !== undefined) await look(listing, 'listing', () => reader.open(listing))
}

/** What wikimill adds to the archive's own pages. */
async function lookAtAdditions (reader) {
  for (const page of [LANDING, reader.site.article]) {
    await reader.check(page, 'opens', () => reader.open(page))
    await reader.check(page, 'keeps its width', () => additionsFit(reader.page))
    await reader.check(page, 'has a footer that passes axe-core', async () => {
      await reader.page.locator(FOOTER).scrollIntoViewIfNeeded()
      return reader.axe(FOOTER)
    })
  }
  await reader.shoot('footer')
  await reader.check(LANDING, 'has a search box that passes axe-core', async () => {
    await reader.open(LANDING)
    await reader.shoot('landing')
    return reader.axe('.wikimill-search')
  })
}

/** Without a mouse: Tab to the search box, arrows to a title, Enter to its page. */
async function useKeyboard (reader) {
  const { query, result } = reader.site
  await reader.check(LANDING, 'is reached by keyboard', async () => {
    await reader.open(LANDING)
    await tabTo(reader.page, BOX)
    await reader.page.keyboard.type(query)
    await reader.page.locator(OPTION).first().waitFor()
    await reader.page.keyboard.press('ArrowDown')
    await reader.page.keyboard.press('Enter')
    return reader.arrive(result)
  })
  await reader.check(TITLES, 'is reached by keyboard', async () => {
    await reader.open(TITLES)
    await tabTo(reader.page, 'main a')
    const target = await reader.page.evaluate(() => document.activeElement.href)
    await reader.page.keyboard.press('Enter')
    await reader.page.waitForURL(target)
    return []
  })
}

/** No script runs: articles are read, and titles are found in the list of all. */
async function readWithoutScripts (reader) {
  const { article, result } = reader.site
  await reader.check(LANDING, 'opens', () => reader.open(LANDING))
  await comeTo(reader, article)
  await reader.check(article, 'shows its pictures', () => pictures(reader.page, reader.site.picture))
  await reader.check(TITLES, 'is reached from the search box', async () => {
    await reader.open(LANDING)
    await reader.page.locator('.wikimill-search button').click()
    return reader.arrive(TITLES)
  })
  await reader.check(result, 'is listed', async () => {
    const found = await reader.follow(result)
    if (found.length === 0) return found
    await reader.page.locator('main li a').first().click()
    return reader.follow(result)
  })
}

async function footer (reader) {
  const footers = reader.page.locator(FOOTER)
  if ((await footers.count()) !== 1) return [`${await footers.count()} footers`]
  const links = await footers.locator('a').evaluateAll((all) => all.map((a) => a.href))
  return links.includes(reader.url(ABOUT)) ? [] : [`no link to ${ABOUT} among ${links}`]
}

/** Opens a page that would lead to another at once. */
async function openWithoutLeaving (reader, place) {
  await reader.page.route(reader.url(place), async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(/http-equiv="?refresh"?/i, '') })
  })
  return reader.open(place)
}

async function tabTo (page, selector) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return
  }
  throw new Error(`60 times Tab do not lead to ${selector}`)
}

const WALKS = {
  reading: ['desk', read],
  searching: ['desk', search],
  ours: ['desk', lookAtOurs],
  'ours in the dark': ['dark', lookAtOurs],
  'ours on a phone': ['phone', lookAtOurs],
  additions: ['desk', lookAtAdditions],
  'additions in the dark': ['dark', lookAtAdditions],
  'additions on a phone': ['phone', lookAtAdditions],
  categories: ['desk', browse],
  articles: ['desk', lookAtArticles],
  'articles in the dark': ['dark', lookAtArticles],
  'articles on a phone': ['phone', lookAtArticles],
  pictures: ['desk', lookAtPictures],
  'pictures in the dark': ['dark', lookAtPictures],
  'pictures on a phone': ['phone', lookAtPictures],
  keyboard: ['desk', useKeyboard],
  scriptless: ['scriptless', readWithoutScripts]
}

const browser = await launch(program)
for (const site of JSON.parse(readFileSync(plan, 'utf8'))) {
  for (const walk of site.walks) {
    const say = (observation) => console.log(JSON.stringify({ site: site.name, via: site.via, walk, ...observation }))
    const [view, go] = WALKS[walk]
    const reader = await Reader.open(browser, site, view, screenshots, say)
    await go(reader)
    await reader.close()
  }
}
await browser.close()
