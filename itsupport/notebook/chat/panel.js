// The chat on the page. It draws the turns as Python made them (all HTML in them is escaped there),
// redraws only what changed, and sends back what a person does. No library, no network.

const KEYS = "Enter sends · Shift+Enter breaks the line · ↑ brings back your last question";
const GONE = "The kernel was restarted or has ended. Run the cell of this chat again.";
const PAUSE = 700; // ms
const PATIENCE = 3000; // ms until a question that the kernel has not taken is explained

// Replace the HTML of an element, and keep folded what was folded, open what was open, and the
// keyboard where it was.
function redraw(element, html) {
  if (element.html === html) return;
  const stops = () => [...element.querySelectorAll("summary, a, [tabindex]")];
  const open = [...element.querySelectorAll("details")].map((one) => one.open);
  const focused = stops().indexOf(document.activeElement);
  element.html = html;
  element.innerHTML = html;
  element.querySelectorAll("details").forEach((one, place) => (one.open = open[place] ?? one.open));
  stops()[focused]?.focus({ preventScroll: true });
}

async function copy(text, button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea"); // frames without the clipboard's permission
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.textContent = "Copied ✓";
  setTimeout(() => (button.textContent = label), 1500);
}

function save(name, text) {
  const link = make("a", { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// One question with its calls, its answer and its foot.
class Turn {
  constructor(tell) {
    this.tell = tell;
    this.question = make("div", { class: "question" });
    this.summary = make("summary");
    this.calls = make("div", { class: "list" });
    this.trace = make("details", { class: "trace", hidden: true }, this.summary, this.calls);
    this.questions = make("div", { class: "questions" });
    this.asked = new Map();
    this.answer = make("div", { class: "answer" });
    this.foot = make("span");
    this.copy = make("button", { type: "button", class: "small", hidden: true }, "Copy");
    this.copy.addEventListener("click", () => copy(this.source, this.copy));
    const line = make("div", { class: "foot" }, this.foot, this.copy);
    this.element = make("article", { class: "turn" }, this.question, this.trace, this.questions, this.answer, line);
  }

  draw(parts) {
    redraw(this.question, parts.question);
    redraw(this.summary, parts.summary);
    redraw(this.answer, parts.answer);
    redraw(this.foot, parts.foot);
    parts.calls.forEach((html, place) => {
      if (!this.calls.children[place]) this.calls.append(make("div"));
      redraw(this.calls.children[place], html);
    });
    for (const one of parts.asked) {
      if (this.asked.has(one.id)) this.asked.get(one.id).draw(one);
      else this.ask(one);
    }
    this.trace.hidden = parts.calls.length === 0;
    if (parts.state !== this.state) {
      if (parts.state === "working") this.trace.open = true;
      else if (this.state && !this.calls.contains(document.activeElement)) this.trace.open = false; // done, and not being read
    }
    this.state = this.element.dataset.state = parts.state;
    this.source = parts.source;
    this.copy.hidden = parts.state !== "answered";
  }

  ask(parts) {
    const question = new Question(parts, (what, more) => this.tell(what, { asked: parts.id, ...more }));
    this.asked.set(parts.id, question);
    this.questions.append(question.element);
  }

  get openQuestions() { return [...this.asked.values()].filter((question) => question.isOpen); }
}

class Page {
  constructor(model, element) {
    this.model = model;
    this.turns = new Map();
    this.recalled = 0;
    this.seen = new Set();
    this.build(element);
    this.clock = setInterval(() => this.count(), 1000);
    this.listeners = {
      "change": () => this.draw(),
      "change:heading": () => this.drawHeading(),
      "change:suggestions": () => this.drawSuggestions(),
      "comm_live_update": () => this.leaveAlone(),
      "msg:custom": (message) => message.kind === "file" && this.saveOnce(message),
    };
    for (const [event, act] of Object.entries(this.listeners)) model.on(event, act);
    this.drawHeading();
    this.drawSuggestions();
    this.draw();
  }

  build(element) {
    const button = (name, title, act) =>
      make("button", { type: "button", class: "small", title, onclick: act }, name);
    this.badge = make("span", { class: "badge" });
    this.title = make("strong");
    this.about = make("span", { class: "quiet" });
    this.stop = make("button", { type: "button", class: "stop", onclick: () => this.stopOnce() }, "■ Stop");
    this.export = button("Export", "Save the conversation as a Markdown file", () => { this.saves = true; this.tell("export"); });
    this.clear = button("Clear", "Forget the conversation", () => this.askThenClear());
    this.clear.addEventListener("blur", () => (this.clear.textContent = "Clear"));
    this.log = make("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": "Conversation" });
    this.suggestions = make("div", { class: "suggestions", role: "group", "aria-label": "Suggested questions" });
    this.status = make("div", { class: "for-readers", role: "status", "aria-live": "polite" });
    this.input = make("textarea", {
      rows: "1", "aria-label": "Your question",
      onkeydown: (event) => this.pressed(event), oninput: () => { this.hint.textContent = KEYS; this.grow(); },
    });
    this.send = make("button", { type: "submit", class: "send" }, "Send");
    const form = make("form", { class: "composer" }, this.input, this.stop, this.send);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(this.input.value); });
    this.hint = make("div", { class: "hint quiet" }, KEYS);
    const top = make("header", {}, this.title, this.badge, this.about,
      make("span", { class: "tools" }, this.export, this.clear));
    const section = make("section", {
      class: "its its-chat", tabindex: "-1", "aria-label": "Chat", "data-lm-suppress-shortcuts": "true",
    }, top, this.log, this.suggestions, form, this.hint, this.status);
    element.append(section);
    keepToItself(section);
  }

  tell(what, more = {}) {
    if (this.gone) this.hint.textContent = GONE;
    else this.model.send({ do: what, ...more });
  }

  // The file goes to every page that shows this chat; the one that asked for it saves it.
  saveOnce({ name, text }) {
    if (this.saves) save(name, text);
    this.saves = false;
  }

  // A double click means one question, and the next one starts at once.
  stopOnce() {
    if (performance.now() - (this.stopped ?? -PAUSE) < PAUSE) return;
    this.stopped = performance.now();
    this.tell("stop");
  }

  // The kernel was restarted or has ended: what is typed would reach nobody.
  leaveAlone() {
    this.gone = true;
    clearInterval(this.clock);
    this.hint.textContent = GONE;
    this.showStop(false);
    this.openQuestions.forEach((question) => question.leaveAlone(GONE));
    this.send.disabled = this.export.disabled = this.clear.disabled = true;
  }

  // With the button the keyboard would be lost.
  showStop(shown) {
    if (!shown && document.activeElement === this.stop) this.input.focus({ preventScroll: true });
    this.stop.hidden = !shown;
  }

  pressed(event) {
    const composing = event.isComposing || event.keyCode === 229; // Safari ends with the number only
    if (event.key === "Enter" && !event.shiftKey && !composing) {
      event.preventDefault();
      this.ask(this.input.value);
    } else if (event.key === "ArrowUp" && (this.input.value === "" || this.recalled)) {
      this.recall(event, 1);
    } else if (event.key === "ArrowDown" && this.recalled) {
      this.recall(event, -1);
    } else {
      this.recalled = 0;
    }
  }

  recall(event, step) {
    const asked = [...this.turns.values()].map((turn) => turn.question.textContent).reverse();
    this.recalled = Math.max(0, Math.min(asked.length, this.recalled + step));
    this.input.value = asked[this.recalled - 1] ?? "";
    this.grow();
    event.preventDefault();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 180)}px`;
  }

  // The question stands on the page at once; Python's own picture of it replaces this one.
  ask(text) {
    const question = text.trim();
    this.hint.textContent = question ? KEYS : "Type a question first, or choose one above.";
    if (!question) return;
    if (this.gone) return this.tell("ask");
    const id = `page-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    const turn = this.turn(id);
    turn.question.textContent = question;
    turn.element.dataset.state = "sending";
    turn.foot.textContent = "Sending …";
    setTimeout(() => {
      if (!turn.state) turn.foot.textContent = "The kernel has not taken it yet: it may be busy with a cell, or it was restarted (then run the cell again).";
    }, PATIENCE);
    this.stopped = undefined;
    this.input.value = "";
    this.recalled = 0;
    this.grow();
    this.input.focus();
    this.tell("ask", { id, question });
    this.log.hidden = false;
    this.suggestions.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  turn(id) {
    if (!this.turns.has(id)) {
      this.turns.set(id, new Turn((what, more) => this.tell(what, more)));
      this.log.append(this.turns.get(id).element);
    }
    return this.turns.get(id);
  }

  draw() {
    const following = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    const turns = this.model.get("turns").map((id) => this.model.get(`turn ${id}`));
    const known = new Set(turns.map((parts) => parts.id));
    for (const [id, turn] of this.turns) {
      if (turn.state && !known.has(id)) { turn.element.remove(); this.turns.delete(id); }
    }
    for (const parts of turns) this.turn(parts.id).draw(parts);
    this.goToQuestion();
    this.showStop(turns.some((parts) => parts.state === "working" || parts.state === "waiting"));
    this.export.disabled = this.clear.disabled = turns.length === 0;
    this.log.hidden = this.turns.size === 0;
    this.suggestions.hidden = this.turns.size > 0;
    this.announce(turns);
    this.count();
    if (following) this.follow(turns);
  }

  // How long what runs has been running.
  count() {
    for (const one of this.log.querySelectorAll("[data-since]")) {
      one.textContent = `${Math.max(0, Math.floor(Date.now() / 1000 - one.dataset.since))} s`;
    }
  }

  // For screen readers: the log itself would be read anew with every piece of text.
  announce(turns) {
    const words = { answered: "Answered.", failed: "The question failed.", stopped: "Stopped.", working: "Working …" };
    const asking = this.openQuestions.map((question) => `The server ${question.parts.server} asks you something.`);
    const text = asking.join(" ") || (words[turns[turns.length - 1]?.state] ?? "");
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  get openQuestions() { return [...this.turns.values()].flatMap((turn) => turn.openQuestions); }

  // Who is not typing anything is brought to a new question, but to none of its boxes and buttons:
  // a key pressed by chance must not answer it.
  goToQuestion() {
    const open = this.openQuestions;
    this.log.classList.toggle("asking", open.length > 0);
    const fresh = open.filter((question) => !this.seen.has(question));
    fresh.forEach((question) => this.seen.add(question));
    const idle = document.activeElement === this.input && this.input.value === "";
    if (fresh.length && idle) open[0].element.focus({ preventScroll: true });
    if (!open.length && this.seen.size && this.log.contains(document.activeElement)) this.input.focus({ preventScroll: true });
    if (!open.length) this.seen.clear();
  }

  // Show the end while it grows; show a finished answer, and what waits for the reader, from its beginning.
  follow(turns) {
    const [asking] = this.openQuestions;
    if (asking) {
      const top = asking.element.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
      this.log.scrollTop += top - 8;
      return;
    }
    const last = turns.length && this.turns.get(turns[turns.length - 1].id);
    const start = last && last.state === "answered" ? last.element.offsetTop - this.log.offsetTop - 10 : Infinity;
    this.log.scrollTop = Math.min(start, this.log.scrollHeight);
  }

  askThenClear() {
    if (this.clear.textContent === "Clear") { this.clear.textContent = "Clear all? Press again"; return; }
    this.clear.textContent = "Clear";
    this.tell("clear");
    this.input.focus();
  }

  drawHeading() {
    const { title, ask, model, note, about } = this.model.get("heading");
    this.title.textContent = title;
    this.input.placeholder = ask;
    this.badge.textContent = note ? `${model} · ${note}` : model;
    this.badge.classList.toggle("offline", Boolean(note));
    this.about.textContent = about;
  }

  drawSuggestions() {
    this.suggestions.replaceChildren(make("p", { class: "quiet" }, "Every tool call is shown while it runs. Try one of these:"), ...this.model.get("suggestions").map((text) =>
      make("button", { type: "button", onclick: () => this.ask(text) }, text)));
  }

  leave() {
    for (const [event, act] of Object.entries(this.listeners)) this.model.off(event, act);
    clearInterval(this.clock);
    this.openQuestions.forEach((question) => question.stop());
  }
}

export default {
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.leave();
  },
};
