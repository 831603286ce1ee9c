// Screen readers tell what changes in a place that they know: the place stays, and the same words are not put there twice.

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".live")
  if (place.textContent !== data.text) place.textContent = data.text
}
