// A walk with Tab: which controls it reaches, and whether each shows that the keyboard is there. What a stop looks like
// with the focus is remembered, and compared once the focus has gone on. A ring may stand on the stop itself, on a box
// that is drawn around a field, or on one beside a field that is hidden.
() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=tab], " +
    "[role=radio], [role=checkbox], [role=switch], [role=combobox], [role=slider], [role=link]"
  // A sentence that a script brings the reader to is no control.
  const SENTENCES = "p[tabindex='-1']"
  // One stop for several: the arrow keys lead to the others, or do what they do.
  const GROUPS = "[role=radiogroup], [role=tablist], [role=toolbar], .text, [data-testid=stNumberInput], " +
    "[data-testid=stSelectbox], [data-testid=stMultiSelect], [data-testid=stFileUploader]"
  const inside = (root, selector) => [...root.querySelectorAll("*")].flatMap((one) =>
    [...(one.matches(selector) ? [one] : []), ...(one.shadowRoot ? inside(one.shadowRoot, selector) : [])])
  const isHidden = (one) => one.closest("[inert], [aria-hidden=true]")
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && !isHidden(one)
  const isOff = (one) => one.disabled || one.closest("[aria-disabled=true], fieldset:disabled")
  const groupOf = (one) => one.closest(GROUPS) ?? (one.type === "radio" ? one.name : null)
  const named = (one) => one.outerHTML.slice(0, 160)
  const near = (one) => {
    const around = []
    for (let up = one; up && around.length < 12; up = up.parentElement) {
      around.push(up, ...[up.previousElementSibling, up.nextElementSibling].filter(Boolean))
    }
    return around
  }
  const look = (all) => all.map((one) => {
    const style = getComputedStyle(one)
    const outline = style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor
    return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join()
  })
  const walk = { seen: new Set(), groups: new Set(), unseen: [], last: null, idle: 0 }
  const within = document.querySelector("[role=dialog]") ?? document
  const controls = inside(within, CONTROLS).filter((one) => isShown(one) && !isOff(one) && !one.matches(SENTENCES))
  const isReached = (one) =>
    walk.seen.has(one) || walk.groups.has(groupOf(one)) || [...walk.seen].some((stop) => one.contains(stop))
  if (within === document) {
    document.body.tabIndex = -1
    document.body.focus()
  }
  window.walk = {
    step: () => {
      let active = document.activeElement
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
      const { last } = walk
      if (last && last.stop !== active) {
        const after = look(last.around)
        if (last.look.every((one, place) => one === after[place])) walk.unseen.push(named(last.stop))
      }
      if (!active || active === document.body || walk.seen.has(active)) {
        // A page that is drawn anew under the walk drops the focus: that is no end, unless a whole lap leads nowhere.
        walk.idle += 1
        return found().unreached.length > 0 && walk.idle <= walk.seen.size + 2
      }
      walk.idle = 0
      walk.seen.add(active)
      if (groupOf(active)) walk.groups.add(groupOf(active))
      const around = near(active)
      walk.last = { stop: active, around, look: look(around) }
      return true
    },
    end: () => {
      // Not before: where a page is slow, the walk would begin at what had the focus last.
      document.body.removeAttribute("tabindex")
      return found()
    },
  }
  const found = () => ({
    stops: walk.seen.size,
    unseen: walk.unseen,
    unreached: controls.filter((one) => one.isConnected && !isReached(one)).map(named),
    pointerOnly: inside(within, "*").filter((one) => isShown(one) && getComputedStyle(one).cursor === "pointer")
      .filter((one) => !one.closest(`label, ${CONTROLS}`) && !one.querySelector(CONTROLS)).map(named),
  })
}
