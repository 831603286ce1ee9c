// The position strip beside a text: a rail with zones, a tick for each passage, and a frame around what is on screen.

/** Draw a strip; return its ticks, which are one stop of the keyboard. */
function drawStrip(article, { zones, ticks }, name, marks) {
  const rail = element("div", "strip")
  rail.setAttribute("role", "toolbar")
  rail.setAttribute("aria-label", `Where passages stand in ${name}`)
  zones.forEach(({ label, start, end }) => {
    const zone = element("span", `zone zone-${label}`, label)
    spread(zone, start, end)
    rail.append(zone)
  })
  rail.append(element("span", "frame"))
  const drawn = ticks.map((tick) => drawTick(tick, marks))
  rail.append(...drawn)
  if (drawn.length) drawn[0].tabIndex = 0
  article.append(rail)
  return drawn
}

function drawTick({ marks: numbers, label, text, start, end }, marks) {
  const tick = element("button", `tick mark-${marks[numbers[0]].style}`)
  tick.type = "button"
  tick.tabIndex = -1
  tick.setAttribute("aria-label", label)
  tick.append(element("span", "tick-text", text))
  spread(tick, start, end)
  connect(tick, numbers, marks)
  makeOpener(tick)
  return tick
}

function spread(target, start, end) {
  target.style.setProperty("--start", start)
  target.style.setProperty("--size", end - start)
}

/** Keep the frame of every strip around the part of its text that is on screen. */
function watchFrames(board, signal) {
  const strips = [...board.querySelectorAll(".strip")]
  const update = () => strips.forEach(frameVisible)
  window.addEventListener("scroll", update, { signal, capture: true, passive: true })
  window.addEventListener("resize", update, { signal })
  const observer = new ResizeObserver(update)
  strips.forEach((rail) => observer.observe(rail.parentElement))
  signal.addEventListener("abort", () => observer.disconnect())
  update()
}

function frameVisible(rail) {
  const text = rail.parentElement.querySelector(".text")
  const paragraphs = text.querySelectorAll("p")
  if (!paragraphs.length) return
  const top = paragraphs[0].getBoundingClientRect().top
  const height = paragraphs[paragraphs.length - 1].getBoundingClientRect().bottom - top
  const box = text.getBoundingClientRect()
  const share = (y) => Math.min(Math.max((y - top) / height, 0), 1)
  const start = share(Math.max(box.top, 0))
  spread(rail.querySelector(".frame"), start, share(Math.min(box.bottom, window.innerHeight)))
}
