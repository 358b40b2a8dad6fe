// Light or dark by choice. Loaded before the body, so that the page never flashes in the other colours.
{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  const remembered = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem("theme", theme); } catch { /* storage is off: the choice lasts for this page */ }
  };
  const show = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(isDark()));
    }
  };

  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", show);
  system.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
}

// When answers of an attempt were last saved, as this window knows it. Told where something fails.
const lastSaved = {
  note(path) {
    try { sessionStorage.setItem("saved", JSON.stringify([path, new Date()])); } catch { /* then it is not told */ }
  },
  in(words) {
    try {
      const [path, at] = JSON.parse(sessionStorage.getItem("saved"));
      if (!location.pathname.startsWith(path)) return "";
      const moment = new Date(at);
      const day = moment.toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "long" };
      const time = moment.toLocaleString(document.documentElement.lang, { ...day, hour: "2-digit", minute: "2-digit" });
      return words.replace("{time}", time);
    } catch { return ""; }
  },
};

document.addEventListener("DOMContentLoaded", () => {
  for (const line of document.querySelectorAll("[data-last-saved]")) line.textContent = lastSaved.in(line.dataset.lastSaved);
});

// An answer that did not arrive is said out loud; what was typed stays in the page.
{
  const say = (reason) => {
    const notice = document.querySelector("[data-notice]");
    const line = document.createElement("p");
    line.className = "message error";
    line.textContent = `${notice.dataset[reason]} ${lastSaved.in(notice.dataset.saved)}`.trim();
    notice.replaceChildren(line);
  };
  const clear = () => document.querySelector("[data-notice]").replaceChildren();

  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", ({ detail }) => say(detail.xhr.status < 500 ? "refused" : "broken"));
  document.addEventListener("htmx:afterSwap", clear);
}

// What opens within a page brings its style and its script along. Where they do not arrive, the link leads on.
{
  let brought;
  const bring = ([href, script]) => new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload, onerror }));
  }).then(() => import(script));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-brings]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.closest("section").focus(); // the link goes away
    brought ??= bring(link.dataset.brings.split(" "));
    brought.then(() => htmx.trigger(link, "brought"), () => location.assign(link.href));
  });
}
