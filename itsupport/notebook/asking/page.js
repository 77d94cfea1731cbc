// What every page of ours needs. No library, no network; text becomes text nodes, never HTML.

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

// Keys pressed in here are no commands of the notebook, where "x" cuts the cell. JupyterLab takes the
// focus away after a click on anything but a text box, so it is taken back.
function keepToItself(section) {
  for (const kind of ["keydown", "focusin"]) section.addEventListener(kind, (event) => event.stopPropagation());
  section.addEventListener("click", () => {
    if (!section.contains(document.activeElement)) section.focus({ preventScroll: true });
  });
}
