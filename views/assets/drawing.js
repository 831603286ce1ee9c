// Draw articles, marks and chips. Article text only ever goes through `textContent`.

function element(tag, className, text) {
  const created = document.createElement(tag)
  if (className) created.className = className
  if (text !== undefined) created.textContent = text
  return created
}

/** Draw everything; return the groups of elements that are one stop of the keyboard each. */
function draw(board, data) {
  const legend = element("ul", "legend")
  legend.setAttribute("aria-label", "What the marks mean")
  data.legend.forEach(([style, label]) => {
    const item = element("li")
    item.append(element("mark", `mark-${style}`, label))
    legend.append(item)
  })
  if (data.scale) legend.append(drawScale(data.scale))
  const columns = element("div", "columns")
  columns.style.setProperty("--n-columns", data.columns.length)
  columns.classList.toggle("alone", data.columns.length === 1)
  const stops = data.columns.flatMap((column) => drawColumn(columns, column, data.marks))
  board.replaceChildren(...(data.legend.length ? [legend] : []), columns)
  return stops
}

/** What the strength of a mark means: one line, a sample of each step. */
function drawScale({ label, style, steps }) {
  const item = element("li", "scale", label)
  steps.forEach((step, index) => item.append(" ", element("mark", `mark-${style} strength-${index + 1}`, step)))
  return item
}

function drawColumn(columns, column, marks) {
  const article = element("article")
  article.setAttribute("aria-label", column.name)
  const header = element("header")
  header.append(element("p", "outlet", column.name), element("p", "meta", column.meta))

  const text = element("div", "text")
  text.tabIndex = 0
  text.setAttribute("role", "region")
  text.setAttribute("aria-label", `Text of ${column.name}`)
  const stops = []
  const seen = new Set()
  column.blocks.forEach(({ tag, pieces }) => {
    const block = element(tag === "headline" ? "h2" : "p")
    pieces.forEach(([words, covering, differs]) => block.append(drawPiece(words, covering, differs, marks, seen, stops)))
    text.append(block)
  })
  if (stops.length) stops[0].tabIndex = 0
  article.append(header)
  if (column.chips.length) article.append(drawChips(column.chips, marks))
  const ticks = column.strip ? drawStrip(article, column.strip, column.name, marks) : []
  article.classList.toggle("with-strip", ticks.length > 0)
  article.append(text)
  columns.append(article)
  return [ticks, stops]
}

/**
 * A piece is a keyboard stop where a mark begins; the further pieces of a mark only answer to the pointer. Words that a
 * finding marks within a passage that articles share keep their own line, above that of the passage.
 */
function drawPiece(words, covering, differs, marks, seen, stops) {
  if (!covering.length) return document.createTextNode(words)
  const findings = covering.filter((number) => !marks[number].across)
  const isLayered = findings.length > 0 && findings.length < covering.length
  const classes = [...stylesOf(covering, marks), ...(isLayered ? ["layered"] : strengthOf(findings, marks))]
  const mark = element("mark", classes.join(" "), isLayered ? "" : words)
  if (isLayered) mark.append(element("span", ["over", ...stylesOf(findings, marks), ...strengthOf(findings, marks)].join(" "), words))
  mark.classList.toggle("differs", differs)
  connect(mark, covering, marks)
  if (covering.some((number) => !seen.has(number))) {
    mark.tabIndex = -1
    mark.setAttribute("role", "button")
    makeOpener(mark)
    stops.push(mark)
  }
  covering.forEach((number) => seen.add(number))
  return mark
}

function stylesOf(numbers, marks) {
  return [...new Set(numbers.map((number) => `mark-${marks[number].style}`))]
}

function strengthOf(numbers, marks) {
  const strength = Math.max(0, ...numbers.map((number) => marks[number].strength))
  return strength ? [`strength-${strength}`] : []
}

function drawChips(chips, marks) {
  const list = element("ul", "chips")
  list.setAttribute("aria-label", "Elements of the headline")
  chips.forEach(({ text, status, symbol, mark }) => {
    const button = element("button", "chip")
    button.type = "button"
    const sign = element("span", "chip-symbol", symbol)
    sign.setAttribute("aria-hidden", "true") // the status says the same in words
    button.append(...(symbol ? [sign] : []), element("span", "chip-text", text), element("span", "chip-status", status))
    connect(button, [mark], marks)
    makeOpener(button)
    const item = element("li")
    item.append(button)
    list.append(item)
  })
  return list
}

function connect(target, covering, marks) {
  target.dataset.marks = covering.join(" ")
  const groups = covering.map((number) => marks[number].group).filter((group) => group !== null)
  target.dataset.groups = groups.join(" ")
  if (groups.length) target.classList.add("linkable")
}

/** Mark an element as one that opens the note. */
function makeOpener(target) {
  target.setAttribute("aria-describedby", "note")
  target.setAttribute("aria-expanded", "false")
}
