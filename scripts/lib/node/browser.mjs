// A reader of sites with a real browser, who notes down whatever goes wrong.

import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATIENCE_MS = 8_000

/** A browser that finds no host but this machine. */
export function launch (program) {
  return chromium.launch({
    executablePath: program,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost']
  })
}

/** How readers differ: what they look through, what they prefer. */
export const VIEWS = {
  desk: { viewport: { width: 1280, height: 800 } },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  scriptless: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false }
}

/** One reader of one site, in a browser of their own that remembers nothing. */
export class Reader {
  /**
   * Reads `site` = {name, via, url} as `view`, a key of VIEWS, says; `say` takes each observation
   * {page, check, found}, where `found` lists what is wrong. Screenshots go to a folder.
   */
  static async open (browser, site, view, screenshots, say) {
    const reader = new Reader()
    Object.assign(reader, { site, view, screenshots, say, strangers: [], complaints: [] })
    reader.context = await browser.newContext(VIEWS[view])
    reader.context.setDefaultTimeout(PATIENCE_MS)
    reader.context.on('request', (request) => reader.#sees(request.url()))
    reader.page = await reader.context.newPage()
    reader.page.on('console', (message) => {
      if (message.type() === 'error') reader.#complains(`${message.text()} (${message.location().url})`)
    })
    reader.page.on('pageerror', (error) => reader.#complains(`${error.message} (on ${reader.page.url()})`))
    reader.page.on('dialog', (dialog) => {
      reader.#complains(`a dialog opened: ${dialog.message()}`)
      return dialog.dismiss()
    })
    return reader
  }

  #sees (url) {
    if (!url.startsWith(new URL('/', this.site.url).href) && !/^(data|blob):/.test(url)) this.strangers.push(`${url} (on ${this.page?.url()})`)
  }

  #complains (text) {
    if (!(this.site.knownFaults ?? []).some((fault) => text.includes(fault))) this.complaints.push(text)
  }

  /** One check of one page: `look` gives, or is, the list of what is wrong; where it fails, that is. */
  async check (page, check, look) {
    let found
    try {
      found = await look()
    } catch (error) {
      found = [`${error.message.split('\n')[0]} (on ${this.page.url()})`]
    }
    this.say({ page, check, found })
  }

  /** The URL of a place of the site. */
  url (place) {
    return new URL(place.split('/').map(encodeURIComponent).join('/'), this.site.url).href
  }

  /** Opens a place of the site, which must answer. */
  async open (place) {
    const answer = await this.page.goto(this.url(place))
    return this.site.url.startsWith('file:') || answer.ok() ? [] : [`status ${answer.status()}`]
  }

  /** Clicks the first link that leads to a place and can be seen; the page must come. */
  async follow (place) {
    const wanted = spelt(this.url(place))
    const urls = await this.page.$$eval('a[href]', (links) => links.map((a) => (a.checkVisibility() ? a.href : '')))
    const index = urls.findIndex((url) => url !== '' && spelt(url) === wanted)
    if (index < 0) return [`no link leads to ${place}`]
    await this.page.locator('a[href]').nth(index).click()
    return this.arrive(place)
  }

  /** Waits for the page of a place. */
  async arrive (place) {
    const wanted = spelt(this.url(place))
    await this.page.waitForURL((url) => spelt(url.href) === wanted)
    const type = await this.page.evaluate(() => document.contentType)
    const text = await this.page.locator('body').innerText()
    return type === 'text/html' && text.length > 40 ? [] : [`${type} instead of a page to read: '${text.slice(0, 80)}'`]
  }

  /** Whatever axe-core calls serious or critical, of the page or of the elements that a selector names. */
  async axe (selector = ':root') {
    // As a text: a page whose policy forbids eval runs it all the same.
    if (await this.page.evaluate('globalThis.axe === undefined')) await this.page.evaluate(AXE)
    const violations = await this.page.evaluate(
      async (selector) => {
        // Of a page without a background axe-core believes that it is white, also in the dark.
        const { style } = document.documentElement
        const { background } = style
        if (background === '') style.background = 'Canvas'
        const { violations } = await globalThis.axe.run(selector, { resultTypes: ['violations'] })
        style.background = background
        return violations
      },
      selector
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.failureSummary} ${node.html}`.replace(/\s+/g, ' ')))
  }

  /** Keeps a picture of what is shown; `fullPage` of what is below, too. */
  async shoot (name, fullPage = false) {
    await this.page.screenshot({ path: join(this.screenshots, `${this.site.name}-${name}-${this.view}.png`), fullPage })
  }

  /** Ends; tells whom the pages asked, and what the browser complained of. */
  async close () {
    await this.check('all', 'asks no other origin', () => this.strangers)
    await this.check('all', 'leaves the console free of errors', () => this.complaints)
    await this.context.close()
  }
}

/** A URL as all its spellings: without index.html, query, fragment, the last slash, escapes. */
function spelt (url) {
  const { origin, pathname } = new URL(url)
  return decodeURIComponent(origin + pathname.replace(/(\/index\.html)?\/*$/, ''))
}
