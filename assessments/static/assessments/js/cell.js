// The living cell. Its controls say what is wanted, and the server's LSTM says what comes of it; no number is made here.
{
  const GAP = 60; // ms from an answer to the next question
  const CALM = ["part", "fused", "predict", "low", "high"]; // these change no value, so no prediction is due
  let wish = null; // what to ask for next
  let asking = false;
  let touched = ""; // what the newest entry of the history is about

  const pause = (time) => new Promise((done) => { setTimeout(done, time); });
  const formOf = (cell) => cell.querySelector("form");
  const isHeld = (cell) => cell.classList.contains("held");

  const say = (cell, words, wrong = false) => {
    const line = cell.querySelector("[data-said]");
    line.className = wrong ? "message error trouble" : "visually-hidden";
    if (line.textContent !== words) line.textContent = words;
  };

  // A slider's number, as the server writes it.
  const tell = ({ id, value }) => {
    document.querySelector(`output[for="${id}"]`).textContent = value.replace("-", "−");
  };

  // Takes over what is new and leaves the rest in place: the focus stays, and bars move.
  const morph = (old, fresh) => {
    for (const { name } of [...old.attributes]) if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
    if (before.map((node) => node.nodeName).join() !== after.map((node) => node.nodeName).join()) old.replaceChildren(...after);
    else before.forEach((node, place) => {
      if (node.nodeType === Node.ELEMENT_NODE) morph(node, after[place]);
      else if (node.data !== after[place].data) node.data = after[place].data;
    });
  };

  // One entry of the history for each control that was moved, however often.
  const remember = (cell, name) => {
    const query = `?${formOf(cell).dataset.query}`;
    if (!("inAddress" in cell.dataset) || query === location.search) return;
    history[name === touched ? "replaceState" : "pushState"](null, "", query + location.hash);
    touched = name;
  };

  const draw = ({ cell, settled, reset, name, held }, html) => {
    const form = formOf(cell);
    morph(form, new DOMParser().parseFromString(html, "text/html").querySelector("form"));
    if (reset) form.reset();
    form.querySelectorAll("[type=range]").forEach(tell);
    if (held) return;
    cell.classList.remove("held");
    if (!settled) return;
    say(cell, form.dataset.summary);
    if (name) remember(cell, name);
  };

  // One question at a time, and always the newest.
  const ask = async (cell, query, how) => {
    wish = { ...wish, ...how, cell, query };
    if (asking) return;
    asking = true;
    while (wish) {
      const now = wish;
      wish = null;
      try {
        const answer = await fetch(`${cell.dataset.cell}&${now.query}`);
        if (answer.ok) draw(now, await answer.text());
        else if (answer.status === 429) {
          say(cell, cell.dataset.late, true);
          await pause(1000 * answer.headers.get("Retry-After"));
          wish ??= now;
        } else say(cell, await answer.text(), true);
      } catch {
        say(cell, cell.dataset.offline, true);
      }
      await pause(GAP);
    }
    asking = false;
  };

  const wanted = (form, ...more) => {
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of more) query.set(name, value);
    return query;
  };

  // While a change is held back, only the look at what was shown may change.
  const otherwise = (form, { type, name, value, checked }) => {
    const query = new URLSearchParams(form.dataset.query);
    if (type === "checkbox" && !checked) query.delete(name);
    else query.set(name, value);
    return query;
  };

  const changed = (cell, control, settled) => {
    const form = formOf(cell);
    const predicting = form.elements.predict.checked;
    if (control.name === "guess") return;
    if (predicting && !CALM.includes(control.name)) {
      cell.classList.add("held");
      if (settled) say(cell, cell.dataset.hold);
    } else if (predicting && isHeld(cell)) ask(cell, otherwise(form, control), { held: true });
    else ask(cell, wanted(form), { settled, name: control.name });
  };

  // By the picture or the table, as if by the control itself; `controls` is one input or a group of radios.
  const choose = (cell, controls, value) => {
    controls.value = value;
    changed(cell, controls.type ? controls : [...controls].find((one) => one.checked), true);
  };

  for (const type of ["input", "change"]) {
    document.addEventListener(type, ({ target }) => {
      const cell = target.closest?.("[data-cell]");
      if (!cell) return;
      if (target.type === "range") tell(target);
      if (type === "change" || target.type === "range") changed(cell, target, type === "change");
    });
  }

  document.addEventListener("click", (event) => {
    const cell = event.target.closest?.("[data-cell]");
    const chosen = event.target.closest?.("[data-set], [data-step], [data-look]");
    if (!cell || !chosen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { elements } = formOf(cell);
    event.preventDefault();
    if (chosen.dataset.step) choose(cell, elements.t, chosen.dataset.step);
    else if (chosen.dataset.look) choose(cell, elements.part, chosen.dataset.look);
    else ask(cell, chosen.search.slice(1), { settled: true, reset: true, name: chosen.search });
  });

  document.addEventListener("submit", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell) return;
    event.preventDefault();
    ask(cell, wanted(event.target, ["reveal", 1]), { settled: true, name: "reveal" });
  });

  addEventListener("popstate", () => {
    const cell = document.querySelector("[data-in-address]");
    touched = "";
    if (cell && location.search !== `?${formOf(cell).dataset.query}`) ask(cell, location.search.slice(1), { settled: true, reset: true });
  });
}
