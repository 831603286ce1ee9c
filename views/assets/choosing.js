// Choosing words of a text: by dragging over them, by clicking or tapping one, by the selection of a touch screen, and
// with the keyboard, which moves a cursor of words. Words are known by part and number, as the server has counted them.
// A mouse is followed word by word, because a browser's own selection stops at what can have the focus, such as marks.

const REST = 500 // ms that the selection of a touch screen must have come to rest before it counts

/** The words of a text in order; a word that is cut by the edge of a mark has several elements. */
function wordsOf(text) {
  const words = []
  text.querySelectorAll(".word").forEach((span) => {
    const { part } = span.closest("[data-part]").dataset
    const number = Number(span.dataset.word)
    const last = words.at(-1)
    if (last?.part === part && last.number === number) last.spans.push(span)
    else words.push({ part, number, spans: [span] })
  })
  return words
}

/**
 * Let words be chosen. `choice` is a column and two places in its words: where choosing began, and where it has got to.
 * `form` opens when the reader wants to mark them; `kept` is the choice before the page was drawn anew.
 */
function createChooser(board, { signal, form, say, kept }) {
  const texts = [...board.querySelectorAll(".text")]
  const words = texts.map(wordsOf)
  const isThere = kept && Math.max(kept.anchor, kept.head) < (words[kept.column]?.length ?? 0)
  let choice = isThere ? kept : null
  let pressed = null // the text and, of a mouse, the word where a pointer went down, and whether it has left that word
  let isHandled = false // whether words were dragged over, so that the click at the end means nothing

  const chosen = () => (choice ? words[choice.column].slice(Math.min(choice.anchor, choice.head), Math.max(choice.anchor, choice.head) + 1) : [])

  const paint = (isShown) => {
    board.querySelectorAll(".chosen").forEach((span) => span.classList.remove("chosen", "first", "last"))
    const spans = isShown ? chosen().flatMap((word) => word.spans) : []
    spans.forEach((span) => span.classList.add("chosen"))
    spans[0]?.classList.add("first")
    spans.at(-1)?.classList.add("last")
  }

  /** Choose from one place to another, as far as the second stays in the headline or the body, where the first is. */
  const choose = (column, anchor, head) => {
    const all = words[column]
    let end = Math.min(Math.max(head, 0), all.length - 1)
    while (all[end].part !== all[anchor].part) end += end < anchor ? 1 : -1
    choice = { column, anchor, head: end }
    paint(true)
  }

  const offer = (column, anchor, head) => {
    choose(column, anchor, head)
    form.open()
  }

  const offerSelection = (text) => {
    const column = texts.indexOf(text)
    const range = selectedRange(board.getRootNode())
    if (signal.aborted || !range || range.collapsed) return
    const inside = words[column].flatMap((word, index) => (word.spans.some((span) => touches(range, span)) ? [index] : []))
    if (inside.length) offer(column, inside[0], inside.at(-1))
  }

  const onKey = (text, event) => {
    if (event.target !== text || event.ctrlKey || event.metaKey || event.altKey) return
    const column = texts.indexOf(text)
    const isHere = choice?.column === column
    const all = words[column]
    if (isHere && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault()
      form.open()
    }
    if (isHere && event.key === "Escape") forget()
    if (!event.key.startsWith("Arrow") || !all.length) return
    event.preventDefault()
    const head = isHere ? moved(all, choice.head, event.key) : firstInView(all, text)
    choose(column, isHere && event.shiftKey ? choice.anchor : head, head)
    all[choice.head].spans[0].scrollIntoView({ block: "nearest" })
    say(tellWords(chosen()))
  }

  const forget = () => {
    choice = null
    paint(false)
  }

  const textOf = (event) => event.composedPath().find((node) => texts.includes(node))
  const on = (target, type, action) => target.addEventListener(type, action, { signal })
  on(document, "pointerdown", (event) => {
    isHandled = false
    const text = event.button === 0 ? textOf(event) : null
    const isTouch = event.pointerType === "touch"
    pressed = text && !isOnScrollbar(text, event) ? { text, isTouch, isDrag: false } : null
    if (pressed && !isTouch) pressed.from = nearestWord(words[texts.indexOf(text)], event)
  })
  on(document, "pointermove", (event) => {
    if (!(pressed?.from >= 0) || !event.buttons) return
    const column = texts.indexOf(pressed.text)
    const head = nearestWord(words[column], event)
    pressed.isDrag ||= head !== pressed.from
    if (pressed.isDrag) choose(column, pressed.from, head)
  })
  on(document, "pointerup", () => {
    isHandled = Boolean(pressed?.isDrag)
    if (!isHandled) return
    pressed = null
    form.open()
  })
  let timer = 0
  on(document, "selectionchange", () => {
    clearTimeout(timer)
    if (pressed?.isTouch) timer = setTimeout(() => offerSelection(pressed.text), REST)
  })
  board.addEventListener("click", (event) => isHandled && event.stopPropagation(), { signal, capture: true })
  on(board, "click", (event) => {
    const span = event.target.closest(".word")
    if (!span || event.target.closest("[data-marks]") || form.wasClosing()) return
    const column = texts.indexOf(span.closest(".text"))
    const place = words[column].findIndex((word) => word.spans.includes(span))
    offer(column, place, place)
  })
  texts.forEach((text) => {
    on(text, "keydown", (event) => onKey(text, event))
    on(text, "focus", () => choice && texts[choice.column] === text && text.matches(":focus-visible") && paint(true))
    on(text, "blur", () => form.isOpen() || paint(false))
  })

  return {
    chosen,
    paint,
    text: () => texts[choice.column],
    choice: () => choice,
    /** Take in, or leave out, one word at the beginning (`atStart`) or at the end; return whether there was one. */
    stretch: (atStart, step) => {
      const [first, last] = [Math.min(choice.anchor, choice.head), Math.max(choice.anchor, choice.head)]
      const [anchor, head] = atStart ? [last, first - step] : [first, last + step]
      if (atStart ? head > anchor : head < anchor) return false
      choose(choice.column, anchor, head)
      return choice.head !== (atStart ? first : last)
    },
  }
}

function isOnScrollbar(text, { clientX }) {
  return clientX > text.getBoundingClientRect().left + text.clientLeft + text.clientWidth
}

/** The place of the word at a point, or of the one nearest to it: on its line if there is one, else on the line nearest. */
function nearestWord(words, { clientX, clientY }) {
  const beyond = (low, high, point) => Math.max(low - point, point - high, 0)
  let best = -1
  let nearest = [Infinity, Infinity]
  words.forEach(({ spans }, index) => spans.forEach((span) => {
    const { top, bottom, left, right } = span.getBoundingClientRect()
    const distance = [beyond(top, bottom, clientY), beyond(left, right, clientX)]
    if (distance[0] > nearest[0] || (distance[0] === nearest[0] && distance[1] >= nearest[1])) return
    best = index
    nearest = distance
  }))
  return best
}

/** The browser's selection within the component, however the browser gives it. */
function selectedRange(root) {
  const selection = root.getSelection?.() ?? document.getSelection()
  const composed = selection.getComposedRanges?.({ shadowRoots: [root] })[0]
  const range = composed ?? (selection.rangeCount ? selection.getRangeAt(0) : null)
  if (!range || !root.contains(range.startContainer)) return null
  const live = document.createRange()
  live.setStart(range.startContainer, range.startOffset)
  if (root.contains(range.endContainer)) live.setEnd(range.endContainer, range.endOffset)
  else live.setEndAfter(root.querySelector(".board")) // dragged on, beyond the component
  return live
}

/** Whether a range covers at least one character of a word. */
function touches(range, span) {
  const word = document.createRange()
  word.selectNodeContents(span.firstChild)
  return range.compareBoundaryPoints(Range.START_TO_END, word) > 0 && range.compareBoundaryPoints(Range.END_TO_START, word) < 0
}

function boxOf(words) {
  const boxes = words.flatMap((word) => word.spans.map((span) => span.getBoundingClientRect()))
  return {
    top: Math.min(...boxes.map((box) => box.top)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
    left: Math.min(...boxes.map((box) => box.left)),
  }
}

function moved(words, place, key) {
  if (key === "ArrowLeft") return place - 1
  if (key === "ArrowRight") return place + 1
  return onNextLine(words, place, key === "ArrowUp" ? -1 : 1)
}

/** The word nearest above or below. */
function onNextLine(words, place, step) {
  const box = (index) => words[index].spans[0].getBoundingClientRect()
  const from = box(place)
  const isOn = (index, line) => index >= 0 && index < words.length && Math.abs(box(index).top - line.top) < line.height / 2
  let next = place
  while (isOn(next, from)) next += step
  if (next < 0 || next >= words.length) return place
  const line = box(next)
  const distance = (index) => Math.abs(box(index).left - from.left)
  while (isOn(next + step, line) && distance(next + step) <= distance(next)) next += step
  return next
}

function firstInView(words, text) {
  const top = Math.max(text.getBoundingClientRect().top, 0)
  return Math.max(0, words.findIndex((word) => word.spans[0].getBoundingClientRect().top >= top))
}

/** The words as they stand in the text, with what is between them. */
function quoteOf(words) {
  const blocks = [...new Set(words.map((word) => word.spans[0].closest("[data-part]")))]
  return blocks.map((block) => {
    const spans = words.flatMap((word) => word.spans).filter((span) => block.contains(span))
    const range = document.createRange()
    range.setStart(spans[0].firstChild, 0)
    range.setEndAfter(spans.at(-1).firstChild)
    return range.toString()
  }).join(" ")
}

function tellWords(words) {
  const isMarked = words.every((word) => word.spans[0].closest("[data-marks]"))
  return [quoteOf(words), ...(words.length > 1 ? [`${words.length} words`] : []), ...(isMarked ? ["marked"] : [])].join(", ")
}
