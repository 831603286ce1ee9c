// One to four articles side by side with marked words. Article text only ever goes through `textContent`.
// A mark opens its note on hover, on focus, and for good on click or Enter; Escape closes it.
// Marks of one group (a passage that two articles share, a headline claim and its sentence) light up together, with
// their ticks on the position strips; links.js knows them, strip.js draws the strips.

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
  wireScrolling(board, listeners.signal)
  watchFrames(board, listeners.signal)

  const cleanUp = () => {
    listeners.abort()
    note.close()
  }
  instances.set(parentElement, { serialised, cleanUp })
  return cleanUp
}

// ---- pointer, keyboard, scrolling ------------------------------------------------------------------------------

function wireMarks(board, note, signal) {
  const markOf = (event) => event.target.closest?.("[data-marks]")
  const on = (type, action) => board.addEventListener(type, (event) => markOf(event) && action(markOf(event), event), { signal })
  on("pointerover", (mark, event) => event.pointerType === "mouse" && note.hover(mark))
  on("pointerout", (mark, event) => event.pointerType === "mouse" && note.leave())
  on("focusin", (mark) => {
    if (!mark.matches(":focus-visible")) return
    if (mark.matches(".tick")) alignTwins(board, mark)
    note.focus(mark)
  })
  on("focusout", (mark, event) => note.blur(event))
  on("click", (mark) => note.toggle(mark))
}

/** One tab stop for the marks of a column, one for its strip; arrow keys, Home and End move within. */
function wireKeys(stops, note) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
  stops.forEach((stop) =>
    stop.forEach((mark, index) => {
      mark.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault()
          note.toggle(mark)
          return
        }
        if (event.key === "Tab" && !event.shiftKey && note.enter(mark)) event.preventDefault()
        const last = stop.length - 1
        const wanted = { Home: 0, End: last }[event.key] ?? index + (steps[event.key] ?? 0)
        if (wanted === index || wanted < 0 || wanted > last) return
        event.preventDefault()
        note.close()
        stop.forEach((other) => (other.tabIndex = -1))
        stop[wanted].tabIndex = 0
        stop[wanted].focus()
      }
    }),
  )
}

/** Columns scroll together, each by the same share of its length; a column that was aligned to a twin stays there. */
function wireScrolling(board, signal) {
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
