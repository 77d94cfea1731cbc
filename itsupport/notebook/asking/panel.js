// One question below a cell.

export default {
  render({ model, el }) {
    const question = new Question(model.get("parts"), (what, more) => model.send({ do: what, ...more }));
    const section = make("section", { class: "its its-asks", tabindex: "-1", "aria-label": "A server's question", "data-lm-suppress-shortcuts": "true" }, question.element);
    el.append(section);
    keepToItself(section);
    const draw = () => question.draw(model.get("parts"));
    const leave = () => question.leaveAlone("The kernel was restarted or has ended. Run the cell again.");
    model.on("change:parts", draw);
    model.on("comm_live_update", leave);
    return () => {
      question.stop();
      model.off("change:parts", draw);
      model.off("comm_live_update", leave);
    };
  },
};
