// A sentence at the head of what has just appeared: it comes into view and takes the focus, once.

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".arrival")
  place.textContent = data.text
  if (!data.arrived) return
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: "start" })
}
