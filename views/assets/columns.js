// One to four articles side by side with marked words. Article text only ever goes through `textContent`.
// A mark opens its note on hover, on focus, and for good on click or Enter; Escape closes it.
// Marks of one group (a passage that two articles share, a headline claim and its sentence) light up together.

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
      if (leader !== text || text.dataset.aligned) return
      const share = text.scrollTop / Math.max(1, text.scrollHeight - text.clientHeight)
      texts.filter((other) => other !== text && !other.dataset.aligned).forEach((other) => {
        other.scrollTop = share * (other.scrollHeight - other.clientHeight)
      })
    }, { signal, passive: true })
  })
}
