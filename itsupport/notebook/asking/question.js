// A server's question: a form to fill in or a link to visit. What was typed stays on the page until it
// is sent; Python checks it and says what needs another look.

const KERNEL_BUSY = "The kernel has not taken it yet: it may be busy with a cell, or it was restarted (then run the cell again).";
const KERNEL_PATIENCE = 3000; // ms
const SOON = 60; // seconds
const NO_CHOICE = "";

// One field: its label, what is said about it, and what it is filled in with.
class Field {
  constructor(parts, id) {
    this.parts = parts;
    this.id = id;
    this.message = make("p", { class: "message-beside", id: `${id}-message`, hidden: true });
    const about = [parts.description, parts.rule].filter(Boolean);
    this.about = make("p", { class: "about quiet", id: `${id}-about`, hidden: about.length === 0 }, about.join(" · "));
    const grouped = parts.control === "radios" || parts.control === "checkboxes";
    const mark = make("span", { class: parts.required ? "needed" : "optional quiet" }, parts.required ? "needed" : "optional");
    const heading = grouped ? make("legend", {}, parts.label, " ", mark) : make("label", { for: id }, parts.label, " ", mark);
    this.build();
    this.element = make(grouped ? "fieldset" : "div", { class: "field" }, heading, this.about, this.control, this.message);
    this.described = grouped ? this.element : this.input;
    if (!grouped && parts.required) this.input.setAttribute("aria-required", "true");
    this.describe();
  }

  build() {
    const { control, choices, value, format, required } = this.parts;
    if (control === "radios" || control === "checkboxes") {
      const type = control === "radios" ? "radio" : "checkbox";
      this.boxes = choices.map(([key], place) => make("input", {
        type, name: this.id, id: `${this.id}-${place}`, value: key,
        checked: type === "radio" ? key === value : value.includes(key),
      }));
      this.control = make("div", { class: "boxes" }, ...choices.map(([, label], place) =>
        make("label", { for: `${this.id}-${place}` }, this.boxes[place], " ", label)));
      this.input = this.boxes[0];
      return;
    }
    const attributes = { id: this.id, autocomplete: "off", "data-1p-ignore": true, spellcheck: control === "area" };
    if (control === "list") {
      this.input = make("select", attributes, make("option", { value: NO_CHOICE }, required ? "Choose …" : "(no answer)"),
        ...choices.map(([key, label]) => make("option", { value: key }, label)));
    } else if (control === "area") {
      this.input = make("textarea", { ...attributes, rows: "3" });
    } else {
      const types = { date: "date", secret: "password", number: "text", line: { email: "email", uri: "url" }[format] ?? "text" };
      this.input = make("input", { ...attributes, type: types[control], inputmode: control === "number" ? "decimal" : false });
      if (control === "secret") this.input.autocomplete = "new-password";
    }
    this.input.value = value;
    this.control = this.input;
  }

  // What a person typed or chose; a date that is half typed counts as wrong, not as empty.
  get typed() {
    if (this.parts.control === "checkboxes") return this.boxes.filter((box) => box.checked).map((box) => box.value);
    if (this.parts.control === "radios") return this.boxes.find((box) => box.checked)?.value ?? NO_CHOICE;
    return this.input.validity?.badInput ? "?" : this.input.value;
  }

  say(message) {
    this.message.textContent = message ? `⚠ ${message}` : "";
    this.message.hidden = !message;
    this.element.classList.toggle("wrong", Boolean(message));
    this.described.setAttribute("aria-invalid", message ? "true" : "false");
    this.describe();
  }

  describe() {
    const texts = [this.message, this.about].filter((text) => !text.hidden).map((text) => text.id);
    if (texts.length) this.described.setAttribute("aria-describedby", texts.join(" "));
    else this.described.removeAttribute("aria-describedby");
  }
}

class Question {
  constructor(parts, tell) {
    this.tell = tell;
    this.parts = parts;
    this.tries = 0;
    this.element = make("section", { class: "asks", tabindex: "-1", role: "group" });
    if (parts.state === "open") this.open();
    else this.fold();
    this.draw(parts);
  }

  get isOpen() { return this.parts.state === "open" && !this.gone; }

  open() {
    const { id, server, message, link, secret } = this.parts;
    this.time = make("span", { class: "time quiet" });
    this.tool = make("span", { class: "quiet" });
    this.problem = make("p", { class: "problem-line", role: "alert" });
    const heading = make("p", { class: "who", id: `${id}-who` }, "The server ", make("strong", {}, server), " asks you", this.tool, this.time);
    const text = make("p", { class: "asked-text", id: `${id}-text` }, message);
    this.form = make("form", { novalidate: true });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    if (link) this.buildLink(link); else this.buildFields(server, secret);
    this.element.append(heading, text, this.form);
    this.element.setAttribute("aria-labelledby", `${id}-who ${id}-text`);
    this.clock = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  buildFields(server, secret) {
    this.fields = this.parts.fields.map((parts, place) => new Field(parts, `${this.parts.id}-${place}`));
    this.element.classList.toggle("secret", secret);
    if (secret) this.form.append(make("p", { class: "warning", role: "note" },
      "⚠ This seems to ask for a password or another secret. Servers must not ask for secrets in a form, and what you type here is no secret afterwards. Decline, unless you are sure."));
    this.form.append(...this.fields.map((field) => field.element), this.problem,
      this.buttons(`Send to ${short(server)}`),
      make("p", { class: "small-print quiet" }, `Your answer goes to the server ${short(server)}; the model sees what the server makes of it. Decline says no, Cancel says nothing.`));
  }

  buildLink(link) {
    const address = make("p", { class: "address" }, link.before, make("strong", { class: "host" }, link.host), link.after);
    this.form.append(address);
    if (link.warning) this.form.append(make("p", { class: "warning", role: "note" }, `⚠ ${link.warning}`));
    if (link.opens) {
      const open = make("a", { class: "open", href: link.before + link.host + link.after, target: "_blank", rel: "noopener noreferrer" }, `Open ${short(link.host)} ↗`);
      this.form.append(make("p", { class: "quiet" }, "Nothing opens by itself. Do you know the host in bold? Then open the page, do there what it asks for, and come back."), make("p", {}, open));
    }
    this.form.append(this.problem, this.buttons(link.opens ? "I am done" : ""));
  }

  buttons(yes) {
    const button = (name, title, act) => make("button", { type: "button", title, onclick: act }, name);
    this.decline = button("Decline", "Say no to the server", () => this.do("decline"));
    this.cancel = button("Cancel", "Close the question without an answer", () => this.do("cancel"));
    this.submit = make("button", { type: "submit", class: "send" }, yes);
    return make("div", { class: "buttons" }, ...(yes ? [this.submit] : []), this.decline, this.cancel);
  }

  send() {
    if (this.fields) this.do("submit", { typed: this.fields.map((field) => field.typed) });
    else this.do("done");
  }

  do(what, more = {}) {
    if (!this.isOpen) return;
    const tries = this.parts.tries;
    this.problem.textContent = "";
    this.tell(what, more);
    setTimeout(() => {
      if (this.isOpen && this.parts.tries === tries) this.problem.textContent = KERNEL_BUSY;
    }, KERNEL_PATIENCE);
  }

  draw(parts) {
    const wasOpen = this.parts.state === "open";
    this.parts = parts;
    if (parts.state === "open") {
      this.tool.replaceChildren(...(parts.tool ? [" for ", make("code", {}, parts.tool)] : []));
      if (parts.tries !== this.tries) this.check();
    } else if (wasOpen) this.fold();
    this.element.dataset.state = parts.state;
  }

  // Python found something: say it beside the fields, and go to the first of them.
  check() {
    this.tries = this.parts.tries;
    this.fields.forEach((field, place) => field.say(this.parts.fields[place].message));
    const wrong = this.fields.filter((field) => !field.message.hidden);
    this.problem.textContent = wrong.length === 1 ? "⚠ One field needs another look." : `⚠ ${wrong.length} fields need another look.`;
    wrong[0]?.input.focus();
  }

  // It has ended: what was typed leaves the page, and one line says what became of it.
  fold() {
    const { mark, outcome, said, server, message } = this.parts;
    const inside = this.element.contains(document.activeElement);
    this.stop();
    const kind = { "✓": "good", "✗": "bad" }[mark] ?? "quiet";
    const list = make("dl", {}, ...said.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)]));
    this.element.replaceChildren(make("details", { class: "asked" },
      make("summary", {}, make("span", { class: kind }, mark), " ", make("span", { class: "outcome" }, outcome)),
      make("p", { class: "quiet" }, `${server} had asked: ${message}`), ...(said.length ? [list] : [])));
    if (inside) this.element.querySelector("summary").focus();
  }

  tick() {
    const left = Math.max(0, Math.round(this.parts.until - Date.now() / 1000));
    const text = `${left < SOON ? "⏳ " : ""}${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`;
    this.time.textContent = ` ${text}`;
    this.time.classList.toggle("soon", left < SOON);
    if (left === SOON && this.isOpen) this.problem.textContent = "One minute is left to answer.";
  }

  // The kernel was restarted or has ended.
  leaveAlone(why) {
    if (!this.isOpen) return;
    this.gone = true;
    this.stop();
    this.time.textContent = "";
    this.element.querySelectorAll("input, select, textarea, button").forEach((one) => (one.disabled = true));
    this.problem.textContent = why;
  }

  stop() { clearInterval(this.clock); }
}

function short(text) { return text.length > 60 ? `${text.slice(0, 59)}…` : text; }
