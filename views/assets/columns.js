// One to four articles side by side with marked words. Article text only ever goes through `textContent`.
// A mark opens its note on hover, on focus, and for good on click or Enter; Escape closes it.
// Marks of one group (a passage that two articles share, a headline claim and its sentence) light up together, with
// their ticks on the position strips; links.js knows them, strip.js draws the strips.

const instances = new WeakMap()

export default function (component) {
  const { parentElement } = component
  if (!instances.has(parentElement)) instances.set(parentElement, createInstance(parentElement))
  return instances.get(parentElement).show(component)
}

/** What stands in one place of the page; while its reader is at work in a note, new data wait until that is closed. */
function createInstance(root) {
  const board = root.querySelector(".board")
  const panel = root.querySelector(".note")
  const teller = createTeller(root.querySelector(".live"))
  let drawn = null // what is on the page, and the same as text, to tell whether new data differ
  let waiting = null
  let calls = 0

  const redraw = (data, serialised) => {
    const goBack = drawn ? keepPlace(root, drawn.data) : null
    const kept = drawn?.keep?.()
    drawn?.cleanUp()
    const listeners = new AbortController()
    const stops = draw(board, data)
    const note = createNote(panel, board, { data, signal: listeners.signal, controlsOf, onClose: catchUp })
    const keep = data.marking ? wireMarking(board, panel, { marking: data.marking, note, teller, kept, signal: listeners.signal }) : null
    wireMarks(board, note, listeners.signal)
    wireKeys(stops, note)
    wireScrolling(board, listeners.signal)
    watchFrames(board, listeners.signal)
    const cleanUp = () => {
      listeners.abort()
      note.close()
    }
    drawn = { data, serialised, note, keep, cleanUp }
    goBack?.(data, note)
  }

  const catchUp = () => {
    if (!waiting) return
    const { data, serialised } = waiting
    waiting = null
    redraw(data, serialised)
  }

  const controlsOf = (number, owner) => {
    const { data, note } = drawn
    const mark = data.marks[number]
    if (!data.marking) return []
    const column = [...board.querySelectorAll("article")].indexOf(owner.closest("article"))
    return decisionControls(mark, data.marking, (decision) => {
      note.close({ refocus: true })
      teller.tell({ column, mark: mark.key, ...decision })
    })
  }

  const show = ({ data, setTriggerValue }) => {
    if (data.marking) teller.hear(data.marking, setTriggerValue)
    const serialised = JSON.stringify({ ...data, marking: data.marking?.categories })
    waiting = null
    if (drawn?.serialised !== serialised) {
      if (data.marking && drawn?.note.isInUse()) waiting = { data, serialised }
      else redraw(data, serialised)
    }
    const call = ++calls
    return () => {
      if (call !== calls) return
      waiting = null
      drawn.cleanUp()
      instances.delete(root)
    }
  }
  return { show }
}

/** Remember where texts are scrolled to and where the keyboard is; return what goes back there on the page drawn anew. */
function keepPlace(root, earlier) {
  const scrolled = [...root.querySelectorAll(".text")].map((text) => text.scrollTop)
  const active = root.activeElement
  const column = [...root.querySelectorAll("article")].indexOf(active?.closest("article"))
  const stopsOf = (article) => [...article.querySelectorAll("mark[role=button]")]
  const keysOf = (mark, { marks }) => mark.dataset.marks.split(" ").map((number) => marks[number].key).filter(Boolean)
  const place = column < 0 ? -1 : stopsOf(active.closest("article")).indexOf(active)
  const keys = place < 0 ? [] : keysOf(active, earlier)
  const isInText = place >= 0 || active?.matches(".text")
  return (data, note) => {
    root.querySelectorAll(".text").forEach((text, index) => (text.scrollTop = scrolled[index] ?? 0))
    const article = root.querySelectorAll("article")[column]
    if (!article || !isInText) return
    const stops = stopsOf(article)
    const same = stops.find((mark) => keysOf(mark, data).some((key) => keys.includes(key)))
    const target = place < 0 ? null : same ?? stops[Math.min(place, stops.length - 1)]
    if (target) stops.forEach((mark) => (mark.tabIndex = mark === target ? 0 : -1))
    note.goTo(target ?? article.querySelector(".text"))
  }
}

// ---- pointer, keyboard, scrolling ------------------------------------------------------------------------------

function wireMarks(board, note, signal) {
  const markOf = (event) => event.target.closest?.("[data-marks]")
  const on = (type, action) => board.addEventListener(type, (event) => markOf(event) && action(markOf(event), event), { signal })
  on("pointerover", (mark, event) => event.pointerType === "mouse" && !event.buttons && note.hover(mark))
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
