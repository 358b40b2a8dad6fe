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

  const post = async (url, fields, signal) => {
    const body = new URLSearchParams({ ...fields, window: WINDOW });
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true, signal });
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

  // Resolves once what is typed by now has arrived, or has failed to.
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

  const know = (raw, draft) => {
    page.raw = raw;
    page.draft = page.form.elements.draft.value = String(draft);
  };

  const retry = () => {
    say("waiting");
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

  // What was copied from a spreadsheet goes into as many fields, where there are as many.
  const pasted = (event) => {
    const fields = [...page.form.querySelectorAll("input.typed")];
    const from = fields.indexOf(event.target);
    const cells = event.clipboardData.getData("text/plain").trim().split(/\s*[\t\n;]\s*/);
    if (cells.length < 2 || from < 0 || from + cells.length > fields.length || event.target.readOnly) return;
    event.preventDefault();
    cells.forEach((cell, place) => { fields[from + place].value = cell; });
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
  const looked = () => { if (!page?.resting) ask(false); };

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
    const url = detail.pathInfo.requestPath.replace(/answer$/, "draft");
    if (detail.successful && remembered(url)?.raw === sent[url]) remember(url, null);
    if (url === page?.url) page.answering = false;
  });
  open();
  sendOthers();
}
