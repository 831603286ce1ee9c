// What a reader decides: the controls in the note of a mark, the form for own marks, and telling the server.

const QUOTE_WIDTH = 80 // characters of the chosen words that the form repeats
const SAID = { accepted: "Accepted.", rejected: "Rejected.", recategorised: "Moved.", added: "Marked.", removed: "Taken back." }
const ENDS = [
  ["At the beginning", [[true, 1, "‹ More"], [true, -1, "Less"]]],
  ["At the end", [[false, -1, "Less"], [false, 1, "More ›"]]],
]

/**
 * Tell the server what the reader did, and the reader what the server says. A busy server keeps only the latest of
 * several messages, so each message repeats, under its number, every event that was not answered yet.
 */
function createTeller(live) {
  let unheard = []
  let next = 1
  let send = null
  let announced = null
  const say = (text) => (live.textContent = text)
  return {
    say,
    tell: (event) => {
      unheard.push({ number: next++, event })
      say(SAID[event.choice] ?? "")
      send("told", { first: unheard[0].number, events: unheard.map(({ event }) => event) })
    },
    /** Take in the server's answer: how many events it has heard, and what it announces. */
    hear: ({ heard, announcement }, setTriggerValue) => {
      send = setTriggerValue
      unheard = unheard.filter(({ number }) => number > heard)
      next = Math.max(next, heard + 1)
      if (announced !== null && announced !== announcement) say(announcement)
      announced = announcement
    },
  }
}

/** What can be done with a mark: accept, reject, another category, a reason; or, with an own mark, take it away. */
function decisionControls(mark, { categories, maxReason }, decide) {
  if (mark.key === null) return []
  if (mark.choice === "added") return [button("action", "Remove", () => decide({ choice: "removed" }))]
  const form = element("form", "decide")
  const category = categorySelect(categories, mark.category)
  const reason = reasonField(maxReason, mark.reason)
  const save = element("button", "action", "Save")
  const isMoved = () => category.value !== "" && category.value !== mark.category
  const update = () => (save.disabled = !isMoved() && !(mark.choice && reason.value !== mark.reason))
  const toggle = (label, choice) => {
    const isMade = mark.choice === choice
    const made = button("action", label, () => decide(isMade ? { choice: "removed" } : { choice, reason: reason.value }))
    made.setAttribute("aria-pressed", isMade)
    return made
  }
  const actions = element("div", "actions")
  actions.append(toggle("Accept", "accepted"), toggle("Reject", "rejected"))
  if (mark.choice === "recategorised") actions.append(button("action", "Take back", () => decide({ choice: "removed" })))
  form.append(actions, labelled("Another category", category), labelled("Reason (optional)", reason), save)
  form.oninput = update
  form.onsubmit = (event) => {
    event.preventDefault()
    const moves = isMoved() || mark.choice === "recategorised"
    decide(moves ? { choice: "recategorised", category: category.value || mark.category, reason: reason.value } : { choice: mark.choice, reason: reason.value })
  }
  update()
  return [form]
}

/** The form for chosen words; `draft` keeps the category from one mark to the next. */
function ownMarkForm({ categories, maxReason }, { chooser, draft, onStretch, onMark }) {
  const form = element("form", "decide")
  const title = element("p", "note-title")
  const category = categorySelect(categories, draft.category)
  const reason = reasonField(maxReason, "")
  const update = () => {
    const quote = quoteOf(chooser.chosen())
    title.textContent = `Mark “${quote.length > QUOTE_WIDTH ? `${quote.slice(0, QUOTE_WIDTH)}…` : quote}”`
  }
  const ends = element("div", "ends-of-choice")
  ends.append(...ENDS.map(([label, steps]) => {
    const group = element("div", "actions")
    group.setAttribute("role", "group")
    group.setAttribute("aria-label", label)
    group.append(element("span", "end", label), ...steps.map(([atStart, step, text]) => {
      const stretch = button("action", text, () => {
        if (!chooser.stretch(atStart, step)) return
        update()
        onStretch()
      })
      stretch.setAttribute("aria-label", `${label}: one word ${step > 0 ? "more" : "less"}`)
      return stretch
    }))
    return group
  }))
  category.required = true
  form.append(title, ends, labelled("Category", category), labelled("Reason (optional)", reason), element("button", "action main", "Mark"))
  form.onsubmit = (event) => {
    event.preventDefault()
    draft.category = category.value
    onMark({ category: category.value, reason: reason.value })
  }
  update()
  return form
}

function categorySelect(categories, chosen) {
  const select = element("select")
  select.append(new Option("Choose a category", ""))
  categories.forEach(([label, group]) => {
    const options = element("optgroup")
    options.label = label
    options.append(...group.map(([key, name]) => new Option(name, key)))
    select.append(options)
  })
  select.value = chosen
  if (select.selectedIndex < 0) select.value = ""
  return select
}

function reasonField(maxLength, text) {
  const field = element("input")
  field.type = "text"
  field.maxLength = maxLength
  field.value = text
  field.autocomplete = "off"
  return field
}

function labelled(text, field) {
  const label = element("label", "field")
  label.append(element("span", "", text), field)
  return label
}

/** Wire everything that a reader may do with marks; return what has to be kept when the page is drawn anew. */
function wireMarking(board, panel, { marking, note, teller, kept, signal }) {
  const columnOf = (target) => [...board.querySelectorAll("article")].indexOf(target?.closest("article"))
  const draft = kept?.draft ?? { category: "" }
  const chooser = createChooser(board, {
    signal,
    say: teller.say,
    kept: kept?.choice,
    form: { open: () => open(), isOpen: note.isForm, wasClosing: note.hasJustClosed },
  })

  const open = () => {
    const text = chooser.text()
    const finish = ({ category, reason }) => {
      const words = chooser.chosen()
      const place = { part: words[0].part, first: words[0].number, last: words.at(-1).number }
      const event = { column: columnOf(text), choice: "added", ...place, category, reason }
      note.close({ refocus: true })
      teller.tell(event)
    }
    const onStretch = () => {
      teller.say(tellWords(chooser.chosen()))
      getSelection().removeAllRanges()
      note.place()
    }
    const element = ownMarkForm(marking, { chooser, draft, onStretch, onMark: finish })
    note.compose({
      element,
      text,
      box: () => boxOf(chooser.chosen()),
      keepAbove: (height) => keepAbove(chooser.chosen().at(-1).spans.at(-1), height),
      onClose: () => {
        getSelection().removeAllRanges()
        chooser.paint(text.matches(":focus-visible"))
      },
    })
    chooser.paint(true)
  }

  // What is typed into a field is no shortcut of the page around.
  panel.addEventListener("keydown", (event) => event.target.matches("input, select") && event.stopPropagation(), { signal })
  board.getRootNode().addEventListener("keydown", (event) => {
    const step = historyStep(event)
    if (!step || event.target.matches("input")) return
    event.preventDefault()
    event.stopPropagation()
    const column = Math.max(0, columnOf(board.getRootNode().activeElement))
    note.close({ refocus: panel.contains(event.target) })
    teller.tell({ column, choice: step })
  }, { signal })
  return () => ({ draft, choice: chooser.choice() })
}

function historyStep({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return null
  const letter = key.toLowerCase()
  if (letter === "y" || (letter === "z" && shiftKey)) return "redo"
  return letter === "z" ? "undo" : null
}

/** Scroll words so that a sheet of some height at the bottom of the screen does not cover them. */
function keepAbove(span, height) {
  span.style.scrollMarginBottom = `${height}px`
  span.scrollIntoView({ block: "nearest" })
  span.style.scrollMarginBottom = ""
}
