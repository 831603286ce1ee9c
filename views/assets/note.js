// The one note of the page: what a mark means, beside the mark, or at the bottom of a narrow screen. A form for words
// that the reader wants to mark takes its place.

const OPEN_DELAY = 120 // ms of hovering before a note opens, so that crossing a line of text opens nothing
const CLOSE_DELAY = 250 // ms in which the pointer can travel from the mark to its note
const NARROW = 700 // px; below it columns are stacked and the note is a sheet at the bottom of the screen
const LEAST_HEIGHT = 160 // px of a note that are always shown, even over its words
const GAP = 8 // px between a mark and its note, and between a note and the edge of the window

const EXPLANATION = "Explanation of the marked words"

/** `controlsOf` makes what a reader can do with a mark, from its number; `onClose` is called after the note has closed. */
function createNote(panel, board, { data, signal, controlsOf, onClose }) {
  let owner = null
  let form = null
  let pinned = false
  let isReturning = false // the keyboard goes back to a mark whose note was just closed, and must not open it again
  let hasJustClosed = false // whether the press that is going on has closed the note
  let timer = 0

  const clear = (label, closing) => {
    const close = button("close", "×", () => hide({ refocus: true }))
    close.setAttribute("aria-label", closing)
    panel.setAttribute("aria-label", label)
    panel.replaceChildren(close)
  }

  const fill = () => {
    clear(EXPLANATION, "Close the explanation")
    panel.removeAttribute("role")
    owner.dataset.marks.split(" ").forEach((number, place) => panel.append(explain(data.marks[number], place, controlsOf(number, owner))))
    const ways = destinations(board, owner).map(wayTo)
    if (ways.length) {
      const list = element("div", "ways")
      list.append(...ways)
      panel.append(list)
    }
  }

  /** A button that leads to another place of the same passage. */
  const wayTo = ({ mark, article, inHeadline }) => {
    const isHere = article === owner.closest("article")
    const where = isHere ? (inHeadline ? "in the headline" : "in the text") : `in ${article.getAttribute("aria-label")}`
    return button("way", `Show ${where}`, () => {
      show(mark)
      pinned = true
      mark.focus({ preventScroll: true })
      mark.scrollIntoView({ block: "center", behavior: gently() })
    })
  }

  const place = () => {
    if (!(owner || form) || window.innerWidth < NARROW) return
    const anchor = form ? form.box() : anchorOf(board, owner)
    panel.style.maxHeight = ""
    const { width, height } = panel.getBoundingClientRect()
    const room = { below: window.innerHeight - anchor.bottom - 2 * GAP, above: anchor.top - 2 * GAP }
    const below = height <= room.below || room.below >= room.above
    // Where it fits on neither side it scrolls within, and leaves its words to be seen.
    const most = Math.max(below ? room.below : room.above, LEAST_HEIGHT)
    const top = below ? anchor.bottom + GAP : Math.max(GAP, anchor.top - GAP - Math.min(height, most))
    panel.style.maxHeight = height > most ? `${most}px` : ""
    const left = Math.min(Math.max(GAP, anchor.left), window.innerWidth - width - GAP)
    panel.style.top = `${top}px`
    panel.style.left = `${left}px`
  }

  const show = (target) => {
    clearTimeout(timer)
    if (form) hide()
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
    const target = form ? form.text : owner
    const closed = form
    owner?.setAttribute("aria-expanded", "false")
    owner = form = null
    pinned = false
    light(board, null)
    if (panel.matches(":popover-open")) panel.hidePopover()
    panel.replaceChildren() // or a mark would be described by the note of another
    if (refocus && target) goTo(target)
    closed?.onClose()
    onClose()
  }

  /** Move the keyboard to a mark or a text without opening anything. */
  const goTo = (target) => {
    isReturning = true
    target.focus({ preventScroll: true })
    isReturning = false
  }

  const later = (action, delay) => {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  panel.onpointerenter = () => clearTimeout(timer)
  panel.onpointerleave = () => pinned || later(hide, CLOSE_DELAY)
  // A note that the keyboard has left does not stay over the page; a form does, as something may be typed into it.
  panel.onfocusout = ({ relatedTarget: next }) => owner && next && next !== owner && !panel.contains(next) && hide()
  const reaches = (event) => event.composedPath().some((node) => node === panel || node?.dataset?.marks)
  document.addEventListener("pointerdown", (event) => {
    hasJustClosed = pinned && !reaches(event)
    if (!reaches(event)) hide()
  }, { signal })
  const escape = (event) => event.key === "Escape" && (owner || form) && hide({ refocus: panel.matches(":focus-within") })
  document.addEventListener("keydown", escape, { signal, capture: true })
  window.addEventListener("scroll", place, { signal, capture: true, passive: true })
  window.addEventListener("resize", place, { signal })

  return {
    hover: (target) => pinned || later(() => show(target), OPEN_DELAY),
    leave: () => pinned || later(hide, CLOSE_DELAY),
    focus: (target) => pinned || isReturning || show(target),
    blur: (event) => panel.contains(event.relatedTarget) || hide(),
    toggle: (target) => {
      if (pinned && owner === target) return hide()
      show(target)
      pinned = true
      alignTwins(board, target)
    },
    /** Move the keyboard from a mark into its note, if that was opened to stay; return whether it was. */
    enter: (target) => {
      if (!pinned || owner !== target) return false
      panel.querySelector("button").focus()
      return true
    },
    /** Open a form about words of a text: its `element`, the `box` around the words, the `text`, and `onClose`. */
    compose: (opened) => {
      hide()
      clear("Mark words", "Close without marking")
      panel.setAttribute("role", "dialog")
      panel.append(opened.element)
      form = opened
      pinned = true
      panel.showPopover()
      place()
      form.element.querySelector("select").focus({ preventScroll: true })
      if (window.innerWidth < NARROW) form.keepAbove(panel.getBoundingClientRect().height + 3 * GAP)
    },
    place,
    goTo,
    isForm: () => form !== null,
    hasJustClosed: () => hasJustClosed,
    /** Whether a reader is at work in the note, so that it must not vanish. */
    isInUse: () => pinned && panel.getRootNode().activeElement !== null,
    close: hide,
  }
}

/** Where a note belongs: at the words in the text if they are in view, so that it covers none of them, else at its owner. */
function anchorOf(board, owner) {
  if (owner.matches(".chip")) return owner.getBoundingClientRect()
  const number = owner.dataset.marks.split(" ")[0]
  const words = [...board.querySelectorAll(`.text [data-marks~="${number}"]`)]
  const boxes = words.map((mark) => mark.getBoundingClientRect())
  const view = words[0].closest(".text").getBoundingClientRect()
  const top = Math.min(...boxes.map((box) => box.top))
  const bottom = Math.max(...boxes.map((box) => box.bottom))
  const isInView = top >= Math.max(view.top, 0) && bottom <= Math.min(view.bottom, window.innerHeight)
  return isInView ? { top, bottom, left: Math.min(...boxes.map((box) => box.left)) } : owner.getClientRects()[0]
}

function explain(mark, place, controls) {
  const entry = element("section", `entry entry-${mark.style}`)
  const told = element("div")
  told.id = `told-${place}`
  const list = element("dl")
  mark.lines.forEach(([heading, text]) => {
    if (heading) list.append(element("dt", "", heading))
    list.append(element("dd", heading ? "" : "lead", text))
  })
  told.append(list)
  entry.append(element("p", "note-title", mark.title), told, ...explainChoice(mark), ...controls)
  return entry
}

function explainChoice({ choice, movedFrom, reason }) {
  if (!choice) return []
  const decided = element("p", "decided", [CHOICES[choice], ...(movedFrom ? [`The tool had: ${movedFrom}.`] : [])].join(" "))
  return [decided, ...(reason ? [element("p", "own-reason", `Your reason: ${reason}`)] : [])]
}
