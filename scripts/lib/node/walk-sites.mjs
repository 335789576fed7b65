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

const [program, plan, screenshots] = process.argv.slice(2)
const LANDING = 'wiki/index.html'
const TITLES = 'titles/index.html'
const ABOUT = 'about.html'
const BOX = '.wikimill-search input'
const OPTION = '[role=option]'
const RESULT = '.results a'
const FOOTER = 'footer[data-wikimill]'
const OF_OURS = '[data-wikimill], .wikimill-search'

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
    await reader.check(page, 'fits', () => fits(reader))
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
    await reader.check(page, 'keeps its width', () => additionsFit(reader))
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

/** What is wrong with the pictures of a page, all of which are scrolled into view; one is named, or none. */
async function pictures (page, named) {
  const found = []
  for (const image of await page.locator('img[src]').all()) {
    if (!(await image.isVisible())) continue
    await image.scrollIntoViewIfNeeded()
    const src = await image.getAttribute('src')
    if (!(await loaded(image))) found.push(`no picture: ${src}`)
    if (named !== undefined && decodeURI(src ?? '').endsWith(named)) named = await seen(image) ? undefined : named
  }
  return named === undefined ? found : [...found, `not in view: ${named}`]
}

function loaded (image) {
  return image.evaluate((img) => img.decode().then(() => img.naturalWidth > 0, () => false))
}

function seen (element) {
  return element.evaluate((img) => {
    const { top, bottom, left, right } = img.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && right - left >= 16
  })
}

async function footer (reader) {
  const footers = reader.page.locator(FOOTER)
  if ((await footers.count()) !== 1) return [`${await footers.count()} footers`]
  const links = await footers.locator('a').evaluateAll((all) => all.map((a) => a.href))
  return links.includes(reader.url(ABOUT)) ? [] : [`no link to ${ABOUT} among ${links}`]
}

/** Whether a page of ours is no wider than the window, and its text large enough to read. */
function fits (reader) {
  return reader.page.evaluate(() => {
    const found = []
    const start = (element) => element.outerHTML.slice(0, 100)
    for (const element of document.body.querySelectorAll(':not(pre *)')) {
      const { left, right, width } = element.getBoundingClientRect()
      if (width > 0 && right > 0 && (left < 0 || right > innerWidth + 1)) {
        found.push(`from ${left} to ${right} of ${innerWidth} px: ${start(element)}`)
      }
      if (parseFloat(getComputedStyle(element).fontSize) < 12) found.push(`small text: ${start(element)}`)
    }
    if (innerWidth > screen.width) found.push(`laid out for ${innerWidth} px on ${screen.width}`)
    const { scrollWidth } = document.scrollingElement
    if (scrollWidth > innerWidth) found.push(`${scrollWidth} px wide instead of ${innerWidth}`)
    return found.slice(0, 5)
  })
}

/** Whether what wikimill adds to a page makes it no wider than it was, and is within the window. */
function additionsFit (reader) {
  return reader.page.evaluate((ofOurs) => {
    const added = [...document.querySelectorAll(ofOurs)]
    const found = []
    for (const element of added) {
      const { left, right } = element.getBoundingClientRect()
      if (left < 0 || right > innerWidth + 1) found.push(`from ${left} to ${right} of ${innerWidth} px: ${element.className}`)
    }
    const width = () => document.scrollingElement.scrollWidth
    const withOurs = width()
    const styles = added.map((element) => element.style.cssText)
    added.forEach((element) => element.style.setProperty('display', 'none', 'important'))
    const allowed = Math.max(innerWidth, width())
    added.forEach((element, i) => (element.style.cssText = styles[i]))
    return withOurs > allowed ? [...found, `${withOurs} px wide instead of ${allowed}`] : found
  }, OF_OURS)
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
