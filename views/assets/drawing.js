// Draw articles, marks and chips. Article text only ever goes through `textContent`.

const CHOICES = {
  accepted: "You accepted this mark.",
  rejected: "You rejected this mark.",
  recategorised: "You put this under another category.",
  added: "You marked this yourself.",
}
const CHOICE_LABELS = { accepted: "Accepted", rejected: "Rejected", recategorised: "Other category", added: "Own mark" }
const HINT = "To mark words yourself, drag over them, or click or tap one. "
const HINT_FOR_KEYS =
  "With the keyboard: Tab to the text (in a screen reader, switch to focus mode), arrow keys to a word, " +
  "Shift and arrow keys for more words, then Enter. Ctrl+Z takes back, Ctrl+Y does again."

function element(tag, className, text) {
  const created = document.createElement(tag)
  if (className) created.className = className
  if (text !== undefined) created.textContent = text
  return created
}

function button(className, text, action) {
  const created = element("button", className, text)
  created.type = "button"
  created.onclick = action
  return created
}

/** Draw everything; return the groups of elements that are one stop of the keyboard each. */
function draw(board, data) {
  const legend = element("ul", "legend")
  legend.setAttribute("aria-label", "What the marks mean")
  data.legend.forEach(([style, label]) => legend.append(drawSample(`mark-${style}`, label)))
  Object.entries(CHOICE_LABELS).forEach(([choice, label]) => {
    const sample = data.marks.find((mark) => mark.choice === choice)
    if (sample) legend.append(drawSample(`mark-${sample.style} choice-${choice} starts ends`, label))
  })
  if (data.scale) legend.append(drawScale(data.scale))
  const columns = element("div", "columns")
  columns.style.setProperty("--n-columns", data.columns.length)
  columns.classList.toggle("alone", data.columns.length === 1)
  const stops = data.columns.flatMap((column) => drawColumn(columns, column, data))
  const above = [...(data.legend.length ? [legend] : []), ...(data.marking ? [drawHint()] : []), drawDescriptions(data.marks)]
  board.replaceChildren(...above, columns)
  return stops
}

function drawSample(className, label) {
  const item = element("li")
  item.append(element("mark", className, label))
  return item
}

/** What the strength of a mark means: one line, a sample of each step. */
function drawScale({ label, style, steps }) {
  const item = element("li", "scale", label)
  steps.forEach((step, index) => item.append(" ", element("mark", `mark-${style} strength-${index + 1}`, step)))
  return item
}

function drawHint() {
  const hint = element("p", "hint", HINT)
  hint.id = "hint"
  hint.append(element("span", "for-keys", HINT_FOR_KEYS))
  return hint
}

/** What marks are and what was decided, in words, for their descriptions. */
function drawDescriptions(marks) {
  const list = element("div")
  list.hidden = true
  const describe = (id, text) => {
    const description = element("span", "", text)
    description.id = id
    list.append(description)
  }
  Object.entries(CHOICES).forEach(([choice, text]) => describe(`choice-${choice}`, text))
  marks.forEach(({ title }, number) => describe(`title-${number}`, title))
  return list
}

function drawColumn(columns, column, { marks, marking }) {
  const article = element("article")
  article.setAttribute("aria-label", column.name)
  const header = element("header")
  header.append(element("p", "outlet", column.name), element("p", "meta", column.meta))

  const text = element("div", "text")
  text.tabIndex = 0
  text.setAttribute("role", "region")
  text.setAttribute("aria-label", `Text of ${column.name}`)
  if (marking) text.setAttribute("aria-describedby", "hint")
  const stops = []
  const seen = new Set()
  column.blocks.forEach(({ tag, pieces }) => {
    const block = element(tag === "headline" ? "h2" : "p")
    block.dataset.part = tag
    pieces.forEach((piece) => block.append(drawPiece(piece, marks, seen, stops)))
    text.append(block)
  })
  seen.forEach((number) => marks[number].choice && drawEnds(text, number))
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
function drawPiece([text, covering, differs, words], marks, seen, stops) {
  if (!covering.length) return write(document.createDocumentFragment(), text, words)
  const findings = covering.filter((number) => !marks[number].across)
  const isLayered = findings.length > 0 && findings.length < covering.length
  const own = [...strengthOf(findings, marks), ...choicesOf(findings, marks)]
  const mark = element("mark", [...stylesOf(covering, marks), ...(isLayered ? ["layered"] : own)].join(" "))
  const inner = isLayered ? element("span", ["over", ...stylesOf(findings, marks), ...own].join(" ")) : mark
  write(inner, text, words)
  if (isLayered) mark.append(inner)
  mark.classList.toggle("differs", differs)
  connect(mark, covering, marks)
  if (covering.some((number) => !seen.has(number))) {
    mark.tabIndex = -1
    mark.setAttribute("role", "button")
    makeOpener(mark, covering.map((number) => marks[number].choice))
    stops.push(mark)
  }
  covering.forEach((number) => seen.add(number))
  return mark
}

/** Write a piece: where words can be marked, each in an element of its own that knows its number. */
function write(target, text, words) {
  if (!words) {
    target.append(text)
    return target
  }
  const [first, chunks] = words
  chunks.forEach((chunk, index) => {
    if (index % 2 === 0) {
      if (chunk) target.append(chunk)
      return
    }
    const word = element("span", "word", chunk)
    word.dataset.word = first + (index - 1) / 2
    target.append(word)
  })
  return target
}

/** Where a mark that was decided on begins and ends: there stand the sides of its box, or its sign. */
function drawEnds(text, number) {
  const pieces = [...text.querySelectorAll(`[data-marks~="${number}"]`)].map((mark) => mark.querySelector(".over") ?? mark)
  pieces[0].classList.add("starts")
  pieces.at(-1).classList.add("ends")
}

/** What is drawn of several marks: those that were not rejected, if there are any. */
function standing(numbers, marks) {
  const kept = numbers.filter((number) => marks[number].choice !== "rejected")
  return kept.length ? kept : numbers
}

function stylesOf(numbers, marks) {
  return [...new Set(standing(numbers, marks).map((number) => `mark-${marks[number].style}`))]
}

function choicesOf(numbers, marks) {
  return [...new Set(standing(numbers, marks).map((number) => marks[number].choice))].filter(Boolean).map((choice) => `choice-${choice}`)
}

function strengthOf(numbers, marks) {
  const strength = Math.max(0, ...numbers.map((number) => marks[number].strength))
  return strength ? [`strength-${strength}`] : []
}

function drawChips(chips, marks) {
  const list = element("ul", "chips")
  list.setAttribute("aria-label", "Elements of the headline")
  chips.forEach(({ text, status, symbol, mark }) => {
    const chip = button("chip")
    const sign = element("span", "chip-symbol", symbol)
    sign.setAttribute("aria-hidden", "true") // the status says the same in words
    chip.append(...(symbol ? [sign] : []), element("span", "chip-text", text), element("span", "chip-status", status))
    connect(chip, [mark], marks)
    makeOpener(chip)
    const item = element("li")
    item.append(chip)
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

/** Mark an element as one that opens the note; what was decided and what it is are read out with it, the note while it is open. */
function makeOpener(target, choices = []) {
  const decided = [...new Set(choices.filter(Boolean))].map((choice) => `choice-${choice}`)
  const told = target.dataset.marks.split(" ").flatMap((number, place) => [`title-${number}`, `told-${place}`])
  target.setAttribute("aria-describedby", [...decided, ...told].join(" "))
  target.setAttribute("aria-expanded", "false")
}
