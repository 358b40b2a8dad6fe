{
  // The time that is left, as the server counts it. This computer's own clock is never asked: it may be wrong.
  const clock = (box) => {
    const DAY = 86400;
    const AGAIN = 2; // seconds between two readings once the time is up
    const PATIENCE = 2500; // milliseconds for the last draft; the server waits a little longer
    const STAYS = 30000; // milliseconds that an announcement can be seen
    const MARKS = [60, 300, 600];

    const part = (name) => box.querySelector(`[data-${name}]`);
    const said = part("said");
    const moment = () => performance.now() / 1000;
    const number = (text) => (text === "" ? null : Number(text));

    // The page was made just before it arrived.
    let known = {
      seconds: number(box.dataset.seconds), total: number(box.dataset.total), deadline: box.dataset.deadline || null,
      at: (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0) / 1000,
    };
    let asked = moment();
    let closing = false;
    let forgetting;

    const left = () => known.seconds - (moment() - known.at);

    const say = (words) => {
      if (said.textContent === words) return;
      said.textContent = words;
      clearTimeout(forgetting);
      forgetting = setTimeout(() => { if (!closing) said.textContent = ""; }, STAYS);
    };

    // What was left when it was last looked at, on this page or on the one before.
    const name = `left:${box.dataset.clock}`;
    const before = () => {
      try { return Number(sessionStorage.getItem(name) ?? left()); } catch { return left(); }
    };
    const remember = () => {
      try { sessionStorage.setItem(name, left()); } catch { /* then a mark between two pages goes unsaid */ }
    };

    const announce = () => {
      const passed = (mark) => left() <= mark && mark < before();
      const mark = MARKS.find(passed);
      if (mark) say(said.dataset[mark]);
      else if (passed(known.total / 2)) say(said.dataset.half);
      remember();
    };

    const digits = (seconds) => {
      const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((one) => String(Math.floor(one)));
      return h > 0 ? `${h}:${m.padStart(2, "0")}:${s.padStart(2, "0")}` : `${m}:${s.padStart(2, "0")}`;
    };

    const draw = () => {
      const ticks = known.seconds !== null && left() < DAY;
      part("timer").hidden = !ticks;
      part("ends").hidden = known.seconds === null;
      if (ticks) part("in")?.remove();
      part("left").textContent = ticks ? digits(Math.ceil(Math.max(0, left()))) : "";
      box.classList.toggle("is-ending", ticks && left() <= MARKS[0]);
    };

    const hear = (told) => {
      if (!told.is_open) { location.replace(box.dataset.result); return; }
      const moved = told.deadline !== known.deadline;
      known = { ...told, at: moment() };
      if (moved) {
        part("in")?.remove();
        part("closes").textContent = told.closes;
        remember();
        if (told.deadline) say(`${said.dataset.moved} ${told.closes}.`);
      }
      draw();
      if (known.seconds === 0) close();
    };

    const read = async () => {
      asked = moment();
      try {
        const answer = await fetch(box.dataset.clock, { headers: { Accept: "application/json" } });
        if (answer.ok) hear(await answer.json());
      } catch {
        if (known.seconds !== null && left() <= 0) say(said.dataset.away);
      }
    };

    // Other scripts hand in promises of what they still have to save.
    const savings = () => {
      const promised = [];
      document.dispatchEvent(new CustomEvent("closing", { detail: promised }));
      return Promise.race([Promise.allSettled(promised), new Promise((done) => setTimeout(done, PATIENCE))]);
    };

    const close = async () => {
      if (closing) return;
      closing = true;
      say(said.dataset.over);
      await savings();
      const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
      try {
        await fetch(box.dataset.submit, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
        location.replace(box.dataset.result);
      } catch {
        closing = false;
        say(said.dataset.away);
      }
    };

    const tick = () => {
      if (closing) return;
      const up = known.seconds !== null && left() <= 0;
      if (moment() - asked >= (up ? AGAIN : Number(box.dataset.poll))) read();
      draw();
      if (known.seconds !== null && !up) announce();
    };

    const toggle = part("toggle");
    const showing = (shown) => {
      box.classList.toggle("is-hidden", !shown);
      toggle.textContent = shown ? toggle.dataset.hide : toggle.dataset.show;
    };
    toggle.addEventListener("click", () => {
      const shown = box.classList.contains("is-hidden");
      showing(shown);
      try { localStorage.setItem("timer", shown ? "shown" : "hidden"); } catch { /* then it lasts for this page */ }
    });
    try { showing(localStorage.getItem("timer") !== "hidden"); } catch { /* shown */ }

    document.addEventListener("visibilitychange", () => { if (!document.hidden) read(); });
    addEventListener("online", read);
    addEventListener("pageshow", ({ persisted }) => { if (persisted) read(); });
    setInterval(tick, 1000);
    tick();
  };

  // Single keys for those who like them. They rest while something is typed, and for whoever has switched them off.
  const keys = (list) => {
    const opener = document.querySelector("[data-shortcuts]");
    const choice = document.querySelector("[data-shortcuts-on]");
    const OFF = "off";
    const USUAL = { next: "j", previous: "k", flag: "f", list: "?" };

    const stored = (name) => {
      try { return localStorage.getItem(name); } catch { return null; }
    };
    const store = (name, value) => {
      try {
        if (value) localStorage.setItem(name, value);
        else localStorage.removeItem(name);
      } catch { /* storage is off: the choice lasts for this page */ }
    };
    const own = () => {
      try { return JSON.parse(list.dataset.keys ?? stored("keys")) ?? {}; } catch { return {}; }
    };

    const neighbour = (which) => document.querySelector(".bead[aria-current]")?.closest("li")[which]?.querySelector("a");
    const go = (which) => () => neighbour(which)?.click();
    const flag = () => document.getElementById("flag")?.click();
    const check = () => document.querySelector("form.answer .button:not([type=button])")?.click();
    const choose = (number) => {
      const option = document.querySelectorAll("form.answer .option input")[number - 1];
      option?.focus();
      option?.click();
    };

    const open = () => {
      list.showModal();
      import(list.dataset.script).catch(() => {}); // without it, keys stay what they are
    };
    const ACTS = { next: go("nextElementSibling"), previous: go("previousElementSibling"), flag, list: open };
    const ARROWS = { ArrowRight: ACTS.next, ArrowLeft: ACTS.previous };
    const actOf = (key) => Object.entries({ ...USUAL, ...own() }).find(([, its]) => its === key.toLowerCase())?.[0];

    const types = (at) => at.matches("select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])");
    const rests = (at) => at === document.body || at.matches("[tabindex='-1']"); // nothing there takes keys for itself
    const acts = (at) => at.matches("a, button, summary");

    const meant = ({ key, target }) => {
      if (key === "Enter") return rests(target) ? check : null;
      if (key in ARROWS) return rests(target) || acts(target) ? ARROWS[key] : null; // radios and wide tables use them, too
      if (/^[1-9]$/.test(key)) return () => choose(Number(key));
      return ACTS[actOf(key)];
    };

    document.addEventListener("keydown", (event) => {
      const { ctrlKey, altKey, metaKey, repeat, isComposing, defaultPrevented, target } = event;
      if (ctrlKey || altKey || metaKey || repeat || isComposing || defaultPrevented) return;
      if (!choice.checked || list.open || types(target)) return;
      const act = meant(event);
      if (!act) return;
      event.preventDefault();
      act();
    });

    choice.checked = stored("shortcuts") !== OFF;
    choice.addEventListener("change", () => store("shortcuts", choice.checked ? "" : OFF));
    opener.addEventListener("click", open);
    opener.hidden = false;
  };

  for (const box of document.querySelectorAll("[data-clock]")) clock(box);
  for (const list of document.querySelectorAll("#shortcuts")) keys(list);
}
