// Keeps the work of a visit in this tab's own storage, where no other tab and no other visitor sees it.
// A new visit of the server begins empty: what an earlier one left here goes to the server before anything replaces it.

const PLACE = "how-it-is-told/project"

let lastVisit = null
let lastState = "kept"

export default function ({ data, setTriggerValue }) {
  const { visit, settled, project } = data
  // The server is a new one behind a page that stayed, or the page itself was loaded again: all is to be as it was.
  const resumed = (lastVisit !== null && lastVisit !== visit) || howLoaded() !== "navigate"
  if (lastVisit !== visit) lastState = "kept"
  lastVisit = visit

  const kept = read()
  if (kept !== null && kept.visit !== visit && !settled) {
    setTriggerValue("kept", { project: kept.project, resumed })
    return
  }
  const state = write(visit, project, kept)
  if (state !== lastState) setTriggerValue("storage", state)
  lastState = state
}

const howLoaded = () => performance.getEntriesByType("navigation")[0]?.type ?? "navigate"

/** What is kept, and the visit that it is of; null if there is nothing, or the browser keeps nothing. */
function read() {
  try {
    const kept = sessionStorage.getItem(PLACE)
    if (kept === null) return null
    const [visit, project = ""] = kept.split(" ", 2)
    return { visit, project }
  } catch {
    return null
  }
}

/** Keep a project; null means that there is none any more, undefined that the one kept is to stay. */
function write(visit, project, kept) {
  try {
    if (typeof project === "string") sessionStorage.setItem(PLACE, `${visit} ${project}`)
    else if (project === null && kept !== null) sessionStorage.removeItem(PLACE)
    return "kept"
  } catch (error) {
    return error.name === "QuotaExceededError" ? "full" : "unavailable"
  }
}
