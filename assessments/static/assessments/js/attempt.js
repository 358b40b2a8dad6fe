// Drafts, the clock and keys of a running attempt: one file, as a phone waits longer for a request than for its bytes.

// What is typed reaches the server while it is typed. Until the server has said so, this browser keeps it.
{
  const PAUSE = 1000; // after the last key
  const WAITS = [2000, 5000, 10000, 30000]; // before the next try when nothing arrives
  const LOOKS = 30000; // between two looks whether another window is at work
  const KEPT = "draft:";
  let page = null; // the answer's form that is on the page, with what is known of its draft
  const sent = {}; // address of a draft → what this window sent last, as a draft or as an answer
  const WINDOW = crypto.getRandomValues(new Uint32Array(2)).join();

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name === "raw");
  const chosen = (field) => !["radio", "checkbox"].includes(field.type) || field.checked;
  const textOf = (form) => fieldsOf(form).filter(chosen).map((field) => field.value).join("\n");

  // What the server knows: something may have been typed before this script was there.
  const picked = (field) => [...field.options].find((option) => option.defaultSelected)?.value ?? "";
  const cameAs = (form) => fieldsOf(form)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.defaultChecked)
    .map((field) => field.defaultValue ?? picked(field)).join("\n");

  const fill = (form, text) => {
    const lines = text.split("\n");
    fieldsOf(form).forEach((field, place) => {
      if (["radio", "checkbox"].includes(field.type)) field.checked = lines.includes(field.value);
      else field.value = lines[place] ?? "";
    });
  };

  const remember = (name, kept) => {
    try {
      if (kept) localStorage.setItem(KEPT + name, JSON.stringify(kept));
      else localStorage.removeItem(KEPT + name);
    } catch { /* a full or forbidden store: the server's copy is the one that counts */ }
  };
  const remembered = (name) => {
    try { return JSON.parse(localStorage.getItem(KEPT + name)); } catch { return null; }
  };
  const waiting = () => {
    try { return Object.keys(localStorage).filter((name) => name.startsWith(KEPT)).map((name) => name.slice(KEPT.length)); }
    catch { return []; }
  };

  const tokens = (page) => page.querySelectorAll("[name=csrfmiddlewaretoken]");

  // Whoever has signed in again has another token.
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    for (const field of tokens(document)) field.value = tokens(page)[0].value;
  };

  const post = async (url, fields, signal) => {
    const body = new URLSearchParams({ ...fields, window: WINDOW });
    const token = tokens(document)[0]?.value ?? "";
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true, signal });
    if (answer.status === 403) await renew();
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(answer.status);
    return { status: answer.status, ...await answer.json() };
  };

  const send = (url, { raw, draft, turn }, signal) => {
    sent[url] = raw;
    return post(url, { raw, draft, turn }, signal);
  };

  const say = (reason, text = "") => {
    const line = page.form.querySelector("[data-saved]");
    const words = text || line.dataset[reason] || "";
    line.dataset.state = reason;
    if (line.textContent !== words) line.textContent = words;
  };

  // Resolves once what is typed has arrived, or has failed to.
  const save = () => {
    const now = page;
    clearTimeout(now.timer);
    if (now.sending) now.again = true;
    const raw = textOf(now.form);
    if (!(now.sending || now.answering || now.disputed || raw === now.raw)) now.round = sendOwn(now, raw);
    return now.round;
  };

  const sendOwn = async (now, raw) => {
    now.sending = true;
    now.own ??= sent[now.url];
    now.underWay = new AbortController();
    try {
      const told = await send(now.url, { raw, draft: now.draft, turn: now.turn }, now.underWay.signal);
      if (now === page) heard(told, raw);
    } catch {
      if (now === page && !now.answering) retry();
    }
    now.sending = false;
    if (now === page && now.again) { now.again = false; await save(); }
  };

  const heard = (told, raw) => {
    page.tries = 0;
    if (told.status === 200) {
      know(raw, told.draft);
      if (!told.late) lastSaved.note(attemptOf(page.url));
      if (textOf(page.form) === raw) { remember(page.url, null); say(told.late ? "late" : "kept", told.late); }
      else page.again = true;
      if (!told.here) ask(false);
    } else if (told.status === 409) differ(told, raw);
    else say("lost", told.why);
  };

  // A form that came while a draft was under way knows less than this page does; and an empty draft is no other answer.
  const differ = (told, raw) => {
    if (told.raw && told.raw !== page.own) { disagree(told); return; }
    page.own = raw;
    know(told.raw, told.draft);
    page.again = true;
  };

  const attemptOf = (url) => url.slice(0, url.indexOf("items/"));

  const know = (raw, draft) => {
    page.raw = raw;
    page.draft = page.form.elements.draft.value = String(draft);
  };

  const retry = () => {
    const { waiting, last } = page.form.querySelector("[data-saved]").dataset;
    say("waiting", `${waiting}. ${lastSaved.in(last)}`.replace(/\. $/, ""));
    page.timer = setTimeout(save, WAITS[Math.min(page.tries++, WAITS.length - 1)]);
  };

  const disagree = ({ raw, draft }) => {
    const box = page.form.querySelector("[data-conflict]");
    const here = textOf(page.form);
    box.querySelector("[data-here]").textContent = here || "–";
    box.querySelector("[data-there]").textContent = raw || "–";
    box.hidden = false;
    page.disputed = true;
    rest(false);
    say("lost");
    box.onclick = ({ target }) => {
      if (!target.dataset.keep) return;
      box.hidden = true;
      page.disputed = false;
      ask(true);
      know(raw, draft);
      fill(page.form, target.dataset.keep === "here" ? here : raw);
      if (target.dataset.keep === "here") save();
      else { remember(page.url, null); say("kept"); }
      fieldsOf(page.form)[0]?.focus();
    };
  };

  // Of several windows with one question, only the one that opened it last is for typing.
  const rest = (resting) => {
    page.resting = resting;
    document.querySelector("[data-elsewhere]").hidden = !resting;
    for (const field of page.form.querySelectorAll("[name=raw], .button:not([type=button])")) {
      field[field.matches("input:not([type=radio], [type=checkbox])") ? "readOnly" : "disabled"] = resting;
    }
  };

  const isStale = (told) =>
    told.finished || String(told.turn) !== page.turn || String(told.tries) !== page.form.dataset.tries;

  const ask = async (take) => {
    const now = page;
    if (!now || now.disputed || document.hidden) return;
    const takes = take || !now.asked;
    try {
      const told = await post(now.form.dataset.windowUrl, takes ? { take: "on" } : {});
      if (now !== page || now.answering || told.status !== 200) return;
      now.asked = true;
      if (takes) neighbours.postMessage(now.url);
      if (takes && now.resting) resume(told);
      else if (!told.here || isStale(told)) rest(true);
    } catch { /* then it is told later */ }
  };

  // Whatever changed in the other window is shown here, and both texts where both have changed.
  const resume = (told) => {
    const { form, raw, draft } = page;
    if (isStale(told)) { location.reload(); return; }
    rest(false);
    if (String(told.draft) !== draft) {
      if (![raw, told.raw].includes(textOf(form))) { disagree(told); return; }
      know(told.raw, told.draft);
      fill(form, told.raw);
    }
    save();
    fieldsOf(form)[0].focus();
  };

  const neighbours = new BroadcastChannel("questions");
  neighbours.onmessage = ({ data }) => { if (data === page?.url && !page.resting) ask(false); };

  const typed = () => {
    const raw = textOf(page.form);
    if (raw === page.raw) return;
    remember(page.url, { raw, draft: page.draft, turn: page.turn, by: WINDOW });
    clearTimeout(page.timer);
    if (!page.disputed) page.form.querySelector("[data-saved]").dataset.state = "typing";
    page.timer = setTimeout(save, PAUSE);
  };

  const tabbed = (copied) => copied.split(/\s*[\n;]\s*/).map((row) => row.split("\t"));

  // None of a matrix that can be read in two ways, or has more to it.
  const bracketed = (copied) => {
    const ROW = /[[(]([^()[\]]*)[)\]]/g;
    const found = [...copied.matchAll(ROW)].map(([, row]) => row.trim());
    const rows = found.length === 1 ? found[0].split(/\s*;\s*/) : found;
    const inDoubt = (row) => /\d,\d.*\s|\s.*\d,\d/.test(row) && !row.includes(";");
    if (rows.some(inDoubt) || !/^([\w.]*(array|tensor))?[()[\],;\s]*$/.test(copied.replace(ROW, ""))) return [];
    return rows.map((row) => row.split(row.includes(";") ? ";" : /\s*,\s*|\s+/));
  };

  // A block goes to the right and down. One that does not fit stands in one cell.
  const intoTable = (target, copied) => {
    const inBrackets = /[()[\]]/.test(copied);
    const block = (inBrackets ? bracketed : tabbed)(copied);
    const rows = [...target.closest("tbody").rows].map((row) => [...row.querySelectorAll("input")]);
    const top = rows.findIndex((row) => row.includes(target));
    const left = rows[top].indexOf(target);
    const fits = block.every((row, down) => row.length + left <= rows[top + down]?.length);
    if (block.flat().length < 2 || (inBrackets && !fits)) return false;
    if (!fits) target.value = block.map((row) => row.join("\t")).join("; ");
    else block.forEach((row, down) => row.forEach((cell, right) => { rows[top + down][left + right].value = cell.trim(); }));
    return true;
  };

  // With semicolons, which leave the commas to the numbers.
  const intoFields = (target, copied) => {
    const fields = [...page.form.querySelectorAll("input.typed")];
    const from = fields.indexOf(target);
    const cells = copied.split(/\s*[\t\n;]\s*/);
    const together = "cells" in target.dataset && !/[()[\]]/.test(copied);
    if (cells.length < 2 || (!together && from + cells.length > fields.length)) return false;
    if (together) target.setRangeText(cells.join("; "), target.selectionStart, target.selectionEnd, "end");
    else cells.forEach((cell, place) => { fields[from + place].value = cell; });
    return true;
  };

  // What goes nowhere is left to the browser.
  const pasted = (event) => {
    const { target } = event;
    if (!target.matches("input.typed") || target.readOnly) return;
    const into = target.closest("table") ? intoTable : intoFields;
    if (!into(target, event.clipboardData.getData("text/plain").trim())) return;
    event.preventDefault();
    typed();
  };

  const left = () => { if (page) save(); };

  // What this browser still holds was typed after what the server knows, or beside it.
  const restore = () => {
    const kept = remembered(page.url);
    if (kept && kept.turn !== page.turn) { handOver(page.url, kept); return; }
    if (!kept || kept.raw === page.raw) { remember(page.url, null); return; }
    const expected = kept.by === WINDOW && (!page.raw || page.raw === sent[page.url]); // typed while an answer was under way
    if (expected || kept.draft === page.draft) { fill(page.form, kept.raw); save(); return; }
    const there = { raw: page.raw, draft: page.draft };
    fill(page.form, kept.raw);
    disagree(there);
  };

  const open = () => {
    if (page) clearTimeout(page.timer);
    const form = document.querySelector("form[data-draft-url]");
    if (!form && page) neighbours.postMessage(page.url);
    if (!form || form === page?.form) { if (!form) page = null; return; }
    const { draft, turn } = form.elements;
    page = { form, url: form.dataset.draftUrl, raw: cameAs(form), draft: draft.value, turn: turn.value, tries: 0 };
    restore();
    typed();
    ask(true);
    form.addEventListener("input", typed);
    form.addEventListener("paste", pasted);
    form.addEventListener("focusout", ({ relatedTarget }) => { if (!form.contains(relatedTarget)) left(); });
    form.addEventListener("submit", () => {
      page.answering = true;
      page.underWay?.abort();
      sent[page.url] = textOf(form);
      clearTimeout(page.timer);
    });
  };

  const handOver = async (url, kept) => {
    try {
      const { status } = await send(url, kept);
      if (status === 200 && remembered(url)?.raw === kept.raw) remember(url, null);
    } catch { /* it stays in this browser */ }
  };

  // Drafts of other questions that never arrived; one that meets another answer waits until its question is opened.
  const sendOthers = async () => {
    for (const url of waiting().filter((name) => name !== page?.url)) await handOver(url, remembered(url));
  };

  const again = () => { left(); sendOthers(); };
  const looked = () => { if (!page?.resting) { ask(false); left(); } };

  addEventListener("online", again);
  addEventListener("focus", looked);
  setInterval(looked, LOOKS);
  addEventListener("pagehide", left);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) left(); else looked(); });
  document.addEventListener("click", ({ target }) => { if (target.closest("[data-take]")) ask(true); });
  document.addEventListener("closing", ({ detail }) => { if (page) detail.push(save()); });
  document.addEventListener("htmx:afterSwap", open);
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const path = detail.pathInfo.requestPath;
    const url = path.replace(/answer$/, "draft");
    if (detail.successful && remembered(url)?.raw === sent[url]) remember(url, null);
    if (detail.successful && path !== url && !detail.xhr.getResponseHeader("HX-Redirect")) lastSaved.note(attemptOf(url));
    if (url === page?.url) page.answering = false;
  });
  open();
  sendOthers();
}

{
  // Where the questions are one line, the open one is in its middle.
  const centre = () => {
    const bead = document.querySelector(".bead[aria-current]")?.parentElement;
    if (bead) bead.parentElement.scrollLeft = bead.offsetLeft - (bead.parentElement.clientWidth - bead.clientWidth) / 2;
  };
  document.addEventListener("htmx:afterSwap", centre);
  centre();
}

{
  // The time that is left, as the server counts it: this computer's own clock may be wrong.
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

  // Single keys. They rest while something is typed, and for whoever has switched them off.
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
