// What only the page itself can tell about how it looks and moves; put into every page by the tests of accessibility.

window.checks = {}

/** Texts that are clipped by a box around them that does not scroll, or by the edge of the window. */
checks.cutOff = () => {
  const inside = (root) =>
    [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])])
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()
  const hasText = (one) => !one.matches("textarea") && [...one.childNodes].some(isText) // a field has its own lines
  const parentOf = (one) => one.parentElement ?? one.getRootNode().host
  const clips = ({ overflowX }) => overflowX === "hidden" || overflowX === "clip"
  const scrolls = ({ overflowX }) => overflowX === "auto" || overflowX === "scroll"
  return inside(document.body).filter((one) => isShown(one) && hasText(one)).flatMap((one) => {
    const text = document.createRange()
    text.selectNodeContents(one)
    const { left, right } = text.getBoundingClientRect()
    for (let up = one; up && up !== document.body; up = parentOf(up)) {
      const style = getComputedStyle(up)
      const box = up.getBoundingClientRect()
      if (box.width <= 2) return [] // for screen readers only
      if (scrolls(style) && up.scrollWidth > up.clientWidth && !up.matches("[data-testid=stMain]")) return []
      if (clips(style) && (right > box.right + 1 || left < box.left - 1)) return [one.outerHTML.slice(0, 160)]
    }
    return right > innerWidth + 1 || left < -1 ? [one.outerHTML.slice(0, 160)] : []
  })
}

/** Whether the page scrolls sideways. */
checks.isTooWide = () => {
  const main = document.querySelector("[data-testid=stMain]")
  return main.scrollWidth > main.clientWidth || document.documentElement.scrollWidth > innerWidth
}

/** Whether a table follows a chart, in its own tab. */
checks.hasTable = (chart) => {
  const box = chart.closest("[data-testid=stTabPanel], [role=tabpanel], [data-testid=stMainBlockContainer]")
  const follows = (table) => chart.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING
  return [...box.querySelectorAll("table")].some(follows)
}

/** From now on, take down how everything scrolls. */
checks.watchScrolling = () => {
  window.scrolled = []
  for (const name of ["scrollTo", "scrollIntoView"]) {
    const scroll = Element.prototype[name]
    Element.prototype[name] = function (options) {
      if (options?.behavior) scrolled.push(options.behavior)
      return scroll.call(this, options)
    }
  }
}

/** Names of the elements that our own style sheets move. */
checks.moving = () => {
  const components = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
  const ours = components.flatMap((one) => [...one.shadowRoot.querySelectorAll("*")])
  const ofPages = [...document.querySelectorAll("[data-testid=stHtml] *")]
  const isMoved = ({ transitionDuration: time, animationName }) => parseFloat(time) > 0 || animationName !== "none"
  const moved = [...ours, ...ofPages].filter((one) => isMoved(getComputedStyle(one)))
  return [...new Set(moved.map((one) => one.localName))]
}

/** Every pattern, strength and decision: contrast of the words on their mark, and of the line on the page. */
checks.kindsOfMark = (text) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })
  const seen = (...layers) => {
    layers.forEach((layer) => { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1) })
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((low, high) => low - high)
    return (light + 0.05) / (dark + 0.05)
  }
  const paper = getComputedStyle(text.closest("article")).backgroundColor
  const looks = ["", "strength-1", "strength-2", "strength-3", "strength-4",
    "choice-accepted", "choice-rejected", "choice-recategorised", "choice-added"]
  return [1, 2, 3, 4, 5, 6, 7].flatMap((style) => looks.map((look) => {
    const mark = document.createElement("mark")
    const line = document.createElement("span")
    mark.className = `mark-${style} ${look} starts ends`
    line.style.color = "var(--mark-line)"
    mark.append(line)
    text.querySelector("p").append(mark)
    const { color, backgroundColor } = getComputedStyle(mark)
    const ofWords = contrast(seen(paper, backgroundColor, color), seen(paper, backgroundColor))
    const ofLine = contrast(seen(paper, getComputedStyle(line).color), seen(paper))
    mark.remove()
    return [mark.className, ofWords, ofLine]
  }))
}
