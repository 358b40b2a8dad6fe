// Shortcut keys of one's own: a button waits for the key that its act shall have. Loaded when the list is opened.
const list = document.getElementById("shortcuts");
const said = list.querySelector("[data-keys-said]");
const back = list.querySelector("[data-usual]");
const signs = [...list.querySelectorAll("[data-key]")];
const usual = Object.fromEntries(signs.map((sign) => [sign.dataset.key, sign.textContent.toLowerCase()]));

const stored = () => {
  try { return JSON.parse(localStorage.getItem("keys")) ?? {}; } catch { return {}; }
};
let keyOf = { ...usual, ...stored() };
let waits = null; // the button whose key is to be pressed

const wait = (button) => {
  waits?.removeAttribute("aria-pressed");
  waits = button;
  waits?.setAttribute("aria-pressed", "true");
};

const draw = () => {
  for (const sign of signs) sign.textContent = keyOf[sign.dataset.key].toUpperCase();
  back.hidden = signs.every(({ dataset }) => keyOf[dataset.key] === usual[dataset.key]);
};

const take = (keys) => {
  keyOf = keys;
  list.dataset.keys = JSON.stringify(keys);
  try { localStorage.setItem("keys", list.dataset.keys); } catch { /* storage is off: the choice lasts for this page */ }
  draw();
};

const fault = (key, act) => {
  if (key.length !== 1 || /[\s1-9]/.test(key)) return said.dataset.unfit;
  const taken = Object.keys(keyOf).find((other) => other !== act && keyOf[other] === key.toLowerCase());
  return taken ? `${said.dataset.taken} ${list.querySelector(`[data-act=${taken}]`).textContent}.` : "";
};

list.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-change]");
  wait(button);
  said.textContent = button ? said.dataset.wait : "";
  if (!target.closest("[data-usual]")) return;
  take({ ...usual });
  said.textContent = said.dataset.back;
  list.querySelector("[data-change]").focus();
});

list.addEventListener("keydown", (event) => {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (!waits || ctrlKey || altKey || metaKey || ["Shift", "Tab"].includes(key)) return;
  event.preventDefault();
  const act = waits.dataset.change;
  const wrong = key === "Escape" ? said.dataset.left : fault(key, act);
  said.textContent = wrong || said.dataset.done;
  if (!wrong) take({ ...keyOf, [act]: key.toLowerCase() });
  if (!wrong || key === "Escape") wait(null);
});

list.addEventListener("focusout", () => wait(null));
list.addEventListener("close", () => { said.textContent = ""; });
for (const button of list.querySelectorAll("[data-change]")) button.hidden = false;
draw();
