// What belongs together: marks of one group, in one article or in several. Lighting it up, bringing it into view.

const READING_LINE = 0.3 // share of a column's height at which a passage comes to stand that was called from outside
const EDGE = 24 // px that a passage keeps from the top of its column
const ROOM = 96 // px that it keeps from the bottom

function groupsOf(target) {
  return target ? target.dataset.groups.split(" ").filter(Boolean) : []
}

function sharesMark(one, other) {
  const marks = new Set(one.dataset.marks.split(" "))
  return other.dataset.marks.split(" ").some((mark) => marks.has(mark))
}

/** Marks, chips and ticks that share a group, or a mark, with the target. */
function twins(board, target) {
  const groups = new Set(groupsOf(target))
  const isTwin = (other) => groupsOf(other).some((group) => groups.has(group)) || sharesMark(target, other)
  return [...board.querySelectorAll("[data-marks]")].filter(isTwin)
}

function light(board, target) {
  board.querySelectorAll(".lit").forEach((other) => other.classList.remove("lit"))
  if (target) [target, ...twins(board, target)].forEach((other) => other.classList.add("lit"))
}

function gently() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"
}

function isInText(target) {
  return target.closest(".text") !== null
}

function isStop(mark) {
  return mark.hasAttribute("role")
}

/** The first place of the target's groups in each article's headline and body, without the one it stands in itself. */
function destinations(board, target) {
  const found = new Map()
  const isHere = (other) => isInText(target) && (other.parentElement === target.parentElement || sharesMark(target, other))
  twins(board, target).forEach((other) => {
    if (!isInText(other) || isHere(other)) return
    const article = other.closest("article")
    const inHeadline = other.parentElement.tagName === "H2"
    const key = `${[...board.querySelectorAll("article")].indexOf(article)} ${inHeadline}`
    const isBetter = !found.has(key) || (!isStop(found.get(key).mark) && isStop(other))
    if (isBetter) found.set(key, { mark: other, article, inHeadline })
  })
  return [...found.values()]
}

/**
 * Bring the twins in the other columns beside the target. A tick or a chip brings the passage in its own text too, that
 * of the body rather than that of the headline, which stands beside the chips.
 */
function alignTwins(board, target) {
  const own = target.closest("article")
  const isCalled = !isInText(target)
  const places = destinations(board, target).filter(({ article }) => isCalled || article !== own)
  const wanted = new Map(places.sort((one, other) => other.inHeadline - one.inHeadline).map(({ mark, article }) => [article, mark]))
  const top = isCalled ? null : target.getBoundingClientRect().top
  wanted.forEach((mark, article) => {
    if (!scrollColumn(mark, top) && article === own) scrollPage(mark)
  })
}

/** Scroll a column so that a mark stands at a height of the window; return whether the column scrolls at all. */
function scrollColumn(mark, height) {
  const text = mark.closest(".text")
  if (text.scrollHeight <= text.clientHeight) return false
  const box = text.getBoundingClientRect()
  const wanted = Math.min(Math.max(height ?? box.top + READING_LINE * box.height, box.top + EDGE), box.bottom - ROOM)
  text.dataset.aligned = "true"
  text.scrollTo({ top: text.scrollTop + mark.getBoundingClientRect().top - wanted, behavior: gently() })
  return true
}

function scrollPage(mark) {
  const { top, bottom } = mark.getBoundingClientRect()
  const isVisible = top >= window.innerHeight * READING_LINE / 2 && bottom <= window.innerHeight - ROOM
  if (!isVisible) mark.scrollIntoView({ block: "center", behavior: gently() })
}
