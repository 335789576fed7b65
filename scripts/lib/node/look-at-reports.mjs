// Looks at pages that are one file with a real browser, from the disk: in light and dark, on a phone,
// without scripts, in print.
//
// usage: node look-at-reports.mjs CHROMIUM SCREENSHOTS PAGE.html...
//
// Prints a JSON line for each check: {"site":"report.html","via":"file","walk":"dark","page":..,"check":..,"found":[..]};
// found lists what is wrong.

import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch, Reader, VIEWS } from './browser.mjs'
import { fits, pale } from './looks.mjs'

/** Charts that are not drawn, or of which nothing is to be seen. */
function charts (page) {
  return page.evaluate(() => {
    const figures = [...document.querySelectorAll('figure[data-chart]')]
    if (figures.length === 0) return ['no chart']
    return figures.filter((figure) => {
      const marks = [...figure.querySelectorAll('svg[role=img][aria-label] :is(rect, path)')]
      return !marks.some((mark) => {
        const { width, height } = mark.getBoundingClientRect()
        const { fill } = getComputedStyle(mark)
        return width >= 1 && height >= 1 && fill !== 'none' && fill !== 'rgba(0, 0, 0, 0)'
      })
    }).map((figure) => `nothing to be seen: ${figure.dataset.chart}`)
  })
}

/** Tables without rows; charts where there are no scripts. */
function tables (page) {
  const rows = page.locator('table tbody tr')
  return rows.count().then(async (count) => {
    const shown = await page.locator('figure:visible').count()
    return [...(count < 5 ? [`${count} rows`] : []), ...(shown > 0 ? [`${shown} empty places for charts`] : [])]
  })
}

/** Links that whoever serves the build does not answer. */
async function links (page) {
  const urls = await page.$$eval('a[href^=http]', (found) => [...new Set(found.map((a) => a.href))])
  const bad = []
  for (const url of urls) {
    const { status } = await fetch(url)
    if (status !== 200) bad.push(`${status}: ${url}`)
  }
  return bad
}

async function look (browser, file, view, screenshots) {
  const name = basename(file, '.html')
  const site = { name, via: 'file', url: `${pathToFileURL(dirname(file)).href}/` }
  const say = (check) => console.log(JSON.stringify({ site: basename(file), via: 'file', walk: view, ...check }))
  const reader = await Reader.open(browser, site, view, screenshots, say)
  const asked = []
  reader.context.on('request', (request) => asked.push(request.url()))
  const check = (what, found) => reader.check(name, what, found)
  await check('opens', () => reader.open(basename(file)))
  if (view === 'scriptless') {
    await check('says all in tables', () => tables(reader.page))
  } else {
    await reader.page.locator('figure svg[role=img]').first().waitFor()
    await check('draws its charts', () => charts(reader.page))
    await check('is open to all', () => reader.axe())
  }
  await check('fits the window', () => fits(reader.page))
  await check('has no pale text', () => pale(reader.page))
  if (view === 'desk') await check('leads to what is served', () => links(reader.page))
  await reader.shoot('page', true)
  if (view === 'dark') {
    await reader.page.emulateMedia({ media: 'print' })
    await check('has no pale text in print', () => pale(reader.page))
    await reader.shoot('print', true)
  }
  await check('asks for nothing', () => asked.slice(1))
  await reader.close()
}

const [program, screenshots, ...files] = process.argv.slice(2)
if (files.length === 0) {
  console.error('usage: node look-at-reports.mjs CHROMIUM SCREENSHOTS PAGE.html...')
  process.exit(2)
}
const browser = await launch(program)
for (const file of files) {
  for (const view of Object.keys(VIEWS)) await look(browser, file, view, screenshots)
}
await browser.close()
