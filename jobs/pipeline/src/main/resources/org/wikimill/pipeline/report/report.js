// Draws the charts of a report from its data: each figure says which it is. Without this script the
// tables below them say the same.
'use strict'
{
  const data = JSON.parse(document.getElementById('data').textContent)
  const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']
  const COLOURS = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)', 'var(--c6)']
  const CHARACTER_PIXELS = 7
  const LEAST_WIDTH = 280
  const STYLE = { fontSize: '12px', fontFamily: 'inherit', background: 'none' }

  const count = (number) => Math.round(number).toLocaleString('en')
  const power = (most) => Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, most)) / 10)))
  const rounded = (number) => number.toLocaleString('en', { maximumSignificantDigits: 3 })

  /** Bytes in the unit that suits them. */
  function bytes (number) {
    const unit = power(number)
    return `${rounded(number / 1024 ** unit)} ${UNITS[unit]}`
  }

  /** A scale of bytes in the unit that suits the most of them. */
  function byteScale (most, more = '') {
    const unit = power(most)
    return { label: UNITS[unit] + more, transform: (number) => number / 1024 ** unit, grid: true, ticks: 5 }
  }

  /** Names for the left of a chart, cut where they would take too much of its width, and the margin for them. */
  function labels (names, width) {
    const most = Math.floor(width / 2.5 / CHARACTER_PIXELS)
    const cut = names.map((name) => {
      const letters = Array.from(name)
      return letters.length <= most ? name : letters.slice(0, most - 1).join('') + '…'
    })
    const longest = Math.max(...cut.map((name) => Array.from(name).length))
    return { marginLeft: 16 + CHARACTER_PIXELS * longest, tickFormat: (index) => cut[index] }
  }

  /** Bars to the right, one for each row, with what they say at their ends. */
  function bars (rows, width, { x, value, name, says }) {
    if (rows.length === 0) return null
    const told = rows.map((row, index) => ({ index, value: value(row), says: says(row) }))
    const { marginLeft, tickFormat } = labels(rows.map(name), width)
    return Plot.plot({
      style: STYLE,
      width,
      height: 60 + 26 * rows.length,
      marginLeft,
      marginRight: 90,
      marginBottom: 40,
      x,
      y: { type: 'band', label: null, domain: d3.range(rows.length), tickFormat, tickSize: 0 },
      marks: [
        Plot.barX(told, { x: 'value', y: 'index', fill: 'var(--c1)', insetTop: 2, insetBottom: 2, rx: 2 }),
        Plot.text(told, { x: 'value', y: 'index', text: 'says', dx: 6, textAnchor: 'start', fill: 'currentColor' }),
        Plot.ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.4 })
      ]
    })
  }

  /** One bar that is the whole, and what each colour of it is. */
  function parts (rows, width, { x, says }) {
    const shown = rows.filter((row) => row.value > 0)
    if (shown.length === 0) return null
    return Plot.plot({
      style: STYLE,
      width,
      height: 90,
      marginBottom: 40,
      marginLeft: 4,
      marginRight: 24,
      x,
      color: { domain: shown.map((row) => row.name), range: shown.map((row) => row.fill), legend: true },
      marks: [Plot.barX(shown, Plot.stackX({ x: 'value', fill: 'name', order: shown.map((row) => row.name), insetRight: 1, rx: 2, title: (row) => `${row.name}: ${says(row.value)}`, tip: true }))]
    })
  }

  /** Steps over time. */
  function overTime (values, width, y) {
    if (values.length === 0) return null
    const step = data.making.timeline.step_seconds
    const rows = values.map((value, index) => ({ from: index * step, to: (index + 1) * step, value: value / step }))
    return Plot.plot({
      style: STYLE,
      width,
      height: 160,
      marginBottom: 40,
      marginLeft: 52,
      marginRight: 24,
      x: { ...time(), label: 'seconds since the start' },
      y,
      marks: [
        Plot.rect(rows, { x1: 'from', x2: 'to', y1: () => 0, y2: 'value', fill: 'var(--c1)', inset: 0 }),
        Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 })
      ]
    })
  }

  function time () {
    const { step_seconds: step, cpu_seconds: cpu, stages } = data.making.timeline
    return { type: 'linear', domain: [0, Math.max(step * cpu.length, ...stages.map((stage) => stage.end))] }
  }

  const CHARTS = {
    entries (width) {
      const { files, aliases, forwards, not_served: notServed, excluded, errors } = data.counts
      const rows = [['files of their own', files], ['served as files', aliases], ['that forward', forwards], ['not served', notServed], ['left out', excluded], ['errors', errors]]
      const named = rows.map(([name, value], index) => ({ name, value, fill: COLOURS[index] }))
      return parts(named, width, { x: { label: 'entries', ticks: 5 }, says: count })
    },
    types (width) {
      const most = Math.max(...data.types.map((type) => type.bytes))
      return bars(data.types, width, { x: byteScale(most), value: (type) => type.bytes, name: (type) => type.type ?? 'all others', says: (type) => bytes(type.bytes) })
    },
    sizes (width) {
      if (data.sizes.length === 0) return null
      const all = (what) => Math.max(1, d3.sum(data.sizes, (size) => size[what]))
      const rows = data.sizes.flatMap((size, index) => ['files', 'bytes'].map((what) => ({ index, what, share: (100 * size[what]) / all(what) })))
      const label = (index) => (data.sizes[index].from_bytes === 0 ? 'empty' : bytes(data.sizes[index].from_bytes))
      return Plot.plot({
        style: STYLE,
        width,
        height: 280,
        marginBottom: 64,
        fx: { label: 'size, from', tickFormat: label, tickRotate: -45, padding: 0.15, axis: 'bottom' },
        x: { axis: null, domain: ['files', 'bytes'] },
        y: { label: '%', grid: true, ticks: 5 },
        color: { domain: ['files', 'bytes'], range: ['var(--c1)', 'var(--c2)'], legend: true, tickFormat: (what) => `% of ${what}` },
        marks: [
          Plot.barY(rows, { fx: 'index', x: 'what', y: 'share', fill: 'what', rx: 1 }),
          Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 })
        ]
      })
    },
    sharing (width) {
      const own = d3.sum(data.types, (type) => type.bytes)
      const { alias_bytes: aliasBytes, distinct_bytes: distinctBytes, distinct_block_bytes: blockBytes } = data.sharing
      const rows = [['all paths, redirects too', own + aliasBytes], ['files of their own', own], ['distinct contents', distinctBytes]]
      if (data.counts.blocks > 0) rows.push(['stored blocks', data.counts.block_bytes])
      if (blockBytes !== null) rows.push(['distinct blocks', blockBytes])
      const most = Math.max(...rows.map((row) => row[1]))
      return bars(rows, width, { x: byteScale(most), value: (row) => row[1], name: (row) => row[0], says: (row) => bytes(row[1]) })
    },
    depths (width) {
      return bars(data.tree.depths, width, { x: { label: 'entries', grid: true, ticks: 5 }, value: (depth) => depth.entries, name: (depth) => `level ${depth.level}`, says: (depth) => count(depth.entries) })
    },
    read (width) {
      const { bytes_read: read, step_seconds: step } = data.making.timeline
      return overTime(read, width, byteScale(Math.max(...read, 0) / step, ' a second'))
    },
    cores (width) {
      return overTime(data.making.timeline.cpu_seconds, width, { label: 'cores', grid: true, ticks: 4 })
    },
    stages (width) {
      const stages = data.making.timeline.stages.map((stage, index) => ({ ...stage, index, part: stage.name.split(':')[0] }))
      if (stages.length === 0) return null
      const { marginLeft, tickFormat } = labels(stages.map((stage) => stage.name), width)
      const partNames = [...new Set(stages.map((stage) => stage.part))]
      return Plot.plot({
        style: STYLE,
        width,
        height: 70 + 20 * stages.length,
        marginBottom: 40,
        marginLeft,
        marginRight: 24,
        x: { ...time(), label: 'seconds since the start', grid: true },
        y: { type: 'band', label: null, domain: d3.range(stages.length), tickFormat, tickSize: 0 },
        color: { domain: partNames, range: partNames.map((_, index) => COLOURS[index % 3]) },
        marks: [Plot.barX(stages, { x1: 'start', x2: 'end', y: 'index', fill: 'part', insetTop: 3, insetBottom: 3, rx: 2, insetRight: -1 })]
      })
    },
    causes (width) {
      const phrases = document.querySelector('#causes tbody').rows
      return bars(data.causes, width, { x: { label: 'paths', grid: true, ticks: 5 }, value: (cause) => cause.paths, name: (_, index) => phrases[index].cells[0].textContent, says: (cause) => count(cause.paths) })
    },
    contents (width) {
      const { in_both: both, only_in_a: a, only_in_b: b } = data.contents
      const rows = [['in both', both, 'var(--c4)'], ['only in A', a, 'var(--c1)'], ['only in B', b, 'var(--c2)']]
      const most = d3.sum(rows, (row) => row[1].bytes)
      return parts(rows.map(([name, { bytes }, fill]) => ({ name, value: bytes, fill })), width, { x: byteScale(most), says: bytes })
    }
  }

  /** Draws a chart as wide as its place is; of nothing, none. */
  function draw (figure, width) {
    const chart = CHARTS[figure.dataset.chart](width)
    if (chart === null) {
      figure.remove()
      return
    }
    const image = chart.matches('svg') ? chart : chart.querySelector('svg[viewBox]')
    // To those who do not see it, a chart is one image; the table below it has its numbers.
    image.querySelectorAll('[aria-label],[aria-description]').forEach((part) => {
      part.removeAttribute('aria-label')
      part.removeAttribute('aria-description')
    })
    image.setAttribute('role', 'img')
    image.setAttribute('aria-label', figure.dataset.says)
    const heading = document.createElement('h3')
    heading.textContent = figure.dataset.says
    figure.replaceChildren(heading, chart)
  }

  document.documentElement.classList.add('charted')
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const { clientWidth: width } = target
      if (width > 0 && target.dataset.width !== `${width}`) {
        target.dataset.width = width
        draw(target, Math.max(LEAST_WIDTH, width))
      }
    }
  })
  document.querySelectorAll('figure[data-chart]').forEach((figure) => widths.observe(figure))
}
