// What is wrong with the looks of a page: each function gives a list, which is empty where nothing is.

const OF_OURS = '[data-wikimill], .wikimill-search'

/** What is wrong with the pictures of a page, all of which are scrolled into view; one is named, or none. */
export async function pictures (page, named) {
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

/** Whether a page of ours is no wider than the window, and its text large enough to read. */
export function fits (page) {
  return page.evaluate(() => {
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
export function additionsFit (page) {
  return page.evaluate((ofOurs) => {
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

/** Whether a page is wider than the window. */
export function sideways (page) {
  return page.evaluate(() => {
    const { scrollWidth } = document.scrollingElement
    return scrollWidth > innerWidth ? [`${scrollWidth} px wide instead of ${innerWidth}`] : []
  })
}

/** Texts that do not stand out from what they stand on. */
export function pale (page) {
  return page.evaluate(() => {
    const rgba = (colour) => [...colour.match(/[\d.]+/g).map(Number), 1].slice(0, 4)
    const linear = (c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4)
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05
    const grounds = (e) => {
      const ground = rgba(getComputedStyle(e).backgroundColor)
      return ground[3] > 0.5 || e.parentElement === null ? ground : grounds(e.parentElement)
    }
    const found = new Set()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { data, parentElement: element } = texts.currentNode
      if (data.trim() === '' || !element.checkVisibility()) continue
      const text = getComputedStyle(element).color
      const [low, high] = [light(rgba(text)), light(grounds(element))].sort((a, b) => a - b)
      if (high / low < 2) found.add(`${data.trim().slice(0, 40)} in ${text}: ${element.outerHTML.slice(0, 100)}`)
    }
    return [...found].slice(0, 5)
  })
}
