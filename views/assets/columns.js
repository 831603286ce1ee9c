// One to four articles side by side with marked words. Article text only ever goes through `textContent`.
// A mark opens its note on hover, on focus, and for good on click or Enter; Escape closes it.
// Marks of one group (a passage that two articles share, a headline claim and its sentence) light up together.

const OPEN_DELAY = 120 // ms of hovering before a note opens, so that crossing a line of text opens nothing
const CLOSE_DELAY = 250 // ms in which the pointer can travel from the mark to its note
const NARROW = 700 // px; below it columns are stacked and the note is a sheet at the bottom of the screen
const GAP = 8 // px between a mark and its note, and between a note and the edge of the window

const instances = new WeakMap()

export default function ({ data, parentElement }) {
  const serialised = JSON.stringify(data)
  const earlier = instances.get(parentElement)
  if (earlier?.serialised === serialised) return earlier.cleanUp
  earlier?.cleanUp()

  const listeners = new AbortController()
  const board = parentElement.querySelector(".board")
  const scrolled = [...board.querySelectorAll(".text")].map((text) => text.scrollTop)
  const stops = draw(board, data)
  board.querySelectorAll(".text").forEach((text, index) => (text.scrollTop = scrolled[index] ?? 0))

  const note = createNote(parentElement.querySelector(".note"), board, data, listeners.signal)
  wireMarks(board, note, listeners.signal)
  wireKeys(stops, note)
  wireScrolling(board, note, listeners.signal)

  const cleanUp = () => {
    listeners.abort()
    note.close()
  }
  instances.set(parentElement, { serialised, cleanUp })
  return cleanUp
}

function element(tag, className, text) {
  const created = document.createElement(tag)
  if (className) created.className = className
  if (text !== undefined) created.textContent = text
  return created
}

// ---- drawing ---------------------------------------------------------------------------------------------------

/** Draw everything; return, for each column, the elements that the keyboard stops at. */
function draw(board, data) {
  const legend = element("ul", "legend")
  legend.setAttribute("aria-label", "What the marks mean")
  data.legend.forEach(([style, label]) => {
    const item = element("li")
    item.append(element("mark", `mark-${style}`, label))
    legend.append(item)
  })
  const columns = element("div", "columns")
  columns.style.setProperty("--n-columns", data.columns.length)
  columns.classList.toggle("alone", data.columns.length === 1)
  const stops = data.columns.map((column) => drawColumn(columns, column, data.marks))
  board.replaceChildren(...(data.legend.length ? [legend] : []), columns)
  return stops
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
    pieces.forEach(([words, covering]) => block.append(drawPiece(words, covering, marks, seen, stops)))
    text.append(block)
  })
  if (stops.length) stops[0].tabIndex = 0
  article.append(header)
  if (column.chips.length) article.append(drawChips(column.chips, marks))
  article.append(text)
  columns.append(article)
  return stops
}

/** A piece is a keyboard stop where a mark begins; the further pieces of a mark only answer to the pointer. */
function drawPiece(words, covering, marks, seen, stops) {
  if (!covering.length) return document.createTextNode(words)
  const styles = new Set(covering.map((number) => `mark-${marks[number].style}`))
  const mark = element("mark", [...styles].join(" "), words)
  connect(mark, covering, marks)
  if (covering.some((number) => !seen.has(number))) {
    mark.tabIndex = -1
    mark.setAttribute("role", "button")
    mark.setAttribute("aria-describedby", "note")
    mark.setAttribute("aria-expanded", "false")
    stops.push(mark)
  }
  covering.forEach((number) => seen.add(number))
  return mark
}

function drawChips(chips, marks) {
  const list = element("ul", "chips")
  list.setAttribute("aria-label", "Elements of the headline")
  chips.forEach(({ text, status, mark }) => {
    const button = element("button", "chip")
    button.type = "button"
    button.append(element("span", "chip-text", text), element("span", "chip-status", status))
    connect(button, [mark], marks)
    button.setAttribute("aria-describedby", "note")
    button.setAttribute("aria-expanded", "false")
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

// ---- the note --------------------------------------------------------------------------------------------------

function createNote(panel, board, data, signal) {
  let owner = null
  let pinned = false
  let timer = 0

  const fill = () => {
    const close = element("button", "close", "×")
    close.type = "button"
    close.setAttribute("aria-label", "Close the explanation")
    close.onclick = () => hide({ refocus: true })
    panel.replaceChildren(close)
    owner.dataset.marks.split(" ").forEach((number) => panel.append(explain(data.marks[number])))
  }

  const place = () => {
    if (!owner || window.innerWidth < NARROW) return
    const anchor = owner.getClientRects()[0]
    const { width, height } = panel.getBoundingClientRect()
    const below = anchor.bottom + GAP + height <= window.innerHeight
    const top = below ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - height)
    const left = Math.min(Math.max(GAP, anchor.left), window.innerWidth - width - GAP)
    panel.style.top = `${top}px`
    panel.style.left = `${left}px`
  }

  const show = (target) => {
    clearTimeout(timer)
    if (owner !== target) {
      owner?.setAttribute("aria-expanded", "false")
      owner = target
      fill()
    }
    if (target.hasAttribute("aria-describedby")) target.setAttribute("aria-expanded", "true")
    light(board, target)
    if (!panel.matches(":popover-open")) panel.showPopover()
    place()
  }

  const hide = ({ refocus = false } = {}) => {
    clearTimeout(timer)
    const target = owner
    owner?.setAttribute("aria-expanded", "false")
    owner = null
    pinned = false
    light(board, null)
    if (panel.matches(":popover-open")) panel.hidePopover()
    if (refocus) target?.focus({ preventScroll: true })
  }

  const later = (action, delay) => {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  panel.onpointerenter = () => clearTimeout(timer)
  panel.onpointerleave = () => pinned || later(hide, CLOSE_DELAY)
  const reaches = (event) => event.composedPath().some((node) => node === panel || node?.dataset?.marks)
  document.addEventListener("pointerdown", (event) => reaches(event) || hide(), { signal })
  document.addEventListener("keydown", (event) => event.key === "Escape" && owner && hide(), { signal, capture: true })
  window.addEventListener("scroll", place, { signal, capture: true, passive: true })
  window.addEventListener("resize", place, { signal })

  return {
    hover: (target) => pinned || later(() => show(target), OPEN_DELAY),
    leave: () => pinned || later(hide, CLOSE_DELAY),
    focus: (target) => pinned || show(target),
    blur: (event) => panel.contains(event.relatedTarget) || hide(),
    toggle: (target) => {
      if (pinned && owner === target) return hide()
      show(target)
      pinned = true
      alignTwins(board, target)
    },
    close: hide,
  }
}

function explain(mark) {
  const entry = element("section", `entry entry-${mark.style}`)
  entry.append(element("p", "note-title", mark.title))
  const list = element("dl")
  mark.lines.forEach(([heading, text]) => {
    if (heading) list.append(element("dt", "", heading))
    list.append(element("dd", heading ? "" : "lead", text))
  })
  entry.append(list)
  return entry
}

// ---- linked passages -------------------------------------------------------------------------------------------

function groupsOf(target) {
  return target ? target.dataset.groups.split(" ").filter(Boolean) : []
}

function twins(board, target) {
  const groups = new Set(groupsOf(target))
  return [...board.querySelectorAll("[data-groups]")].filter((other) => groupsOf(other).some((group) => groups.has(group)))
}

function light(board, target) {
  board.querySelectorAll(".lit").forEach((other) => other.classList.remove("lit"))
  if (target) [target, ...twins(board, target)].forEach((other) => other.classList.add("lit"))
}

/** Bring the first twin in every other column (or, for a chip, in its own column's text) beside the mark. */
function alignTwins(board, target) {
  const found = new Map()
  const fromChip = target.classList.contains("chip")
  twins(board, target).forEach((other) => {
    const text = other.closest(".text")
    if (!text || other === target || (text.contains(target) && !fromChip)) return
    const inBody = other.parentElement.tagName === "P"
    if (!found.has(text) || (inBody && fromChip && found.get(text).parentElement.tagName !== "P")) found.set(text, other)
  })
  const top = target.getBoundingClientRect().top
  found.forEach((other, text) => {
    if (text.scrollHeight <= text.clientHeight) return
    const box = text.getBoundingClientRect()
    const wanted = Math.min(Math.max(top, box.top + 24), box.bottom - 96)
    text.dataset.aligned = "true"
    text.scrollTop += other.getBoundingClientRect().top - wanted
  })
}

// ---- pointer, keyboard, scrolling ------------------------------------------------------------------------------

function wireMarks(board, note, signal) {
  const markOf = (event) => event.target.closest?.("[data-marks]")
  const on = (type, action) => board.addEventListener(type, (event) => markOf(event) && action(markOf(event), event), { signal })
  on("pointerover", (mark, event) => event.pointerType === "mouse" && note.hover(mark))
  on("pointerout", (mark, event) => event.pointerType === "mouse" && note.leave())
  on("focusin", (mark) => mark.matches(":focus-visible") && note.focus(mark))
  on("focusout", (mark, event) => note.blur(event))
  on("click", (mark) => note.toggle(mark))
}

/** One tab stop a column; arrow keys, Home and End move between its marks. */
function wireKeys(stops, note) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
  stops.forEach((column) =>
    column.forEach((mark, index) => {
      mark.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault()
          note.toggle(mark)
          return
        }
        const last = column.length - 1
        const wanted = { Home: 0, End: last }[event.key] ?? index + (steps[event.key] ?? 0)
        if (wanted === index || wanted < 0 || wanted > last) return
        event.preventDefault()
        note.close()
        mark.tabIndex = -1
        column[wanted].tabIndex = 0
        column[wanted].focus()
      }
    }),
  )
}

/** Columns scroll together, each by the same share of its length; a column that was aligned to a twin stays there. */
function wireScrolling(board, note, signal) {
  const texts = [...board.querySelectorAll(".text")]
  let leader = null
  texts.forEach((text) => {
    const lead = () => {
      leader = text
      texts.forEach((other) => delete other.dataset.aligned)
    }
    text.addEventListener("wheel", lead, { signal, passive: true })
    text.addEventListener("touchstart", lead, { signal, passive: true })
    text.addEventListener("keydown", (event) => event.target === text && lead(), { signal })
    text.addEventListener("pointerdown", (event) => event.target === text && lead(), { signal })
    text.addEventListener("scroll", () => {
      if (leader !== text) return
      const share = text.scrollTop / Math.max(1, text.scrollHeight - text.clientHeight)
      texts.filter((other) => other !== text && !other.dataset.aligned).forEach((other) => {
        other.scrollTop = share * (other.scrollHeight - other.clientHeight)
      })
    }, { signal, passive: true })
  })
}
