// Single keys for those who like them. They rest while something is typed, and for whoever has switched them off.
{
  const list = document.getElementById("shortcuts");
  const opener = document.querySelector("[data-shortcuts]");
  const choice = document.querySelector("[data-shortcuts-on]");
  const OFF = "off";

  const stored = () => {
    try { return localStorage.getItem("shortcuts"); } catch { return null; }
  };
  const store = (on) => {
    try {
      if (on) localStorage.removeItem("shortcuts");
      else localStorage.setItem("shortcuts", OFF);
    } catch { /* storage is off: the choice lasts for this page */ }
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

  const KEYS = {
    j: go("nextElementSibling"), k: go("previousElementSibling"), f: flag, "?": () => list.showModal(),
  };
  const ARROWS = { ArrowRight: KEYS.j, ArrowLeft: KEYS.k };

  const types = (at) => at.matches("select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])");
  const rests = (at) => at === document.body || at.matches("[tabindex='-1']"); // nothing there takes keys for itself
  const acts = (at) => at.matches("a, button, summary");

  const meant = ({ key, target }) => {
    if (key === "Enter") return rests(target) ? check : null;
    if (key in ARROWS) return rests(target) || acts(target) ? ARROWS[key] : null; // radios and wide tables use them, too
    if (/^[1-9]$/.test(key)) return () => choose(Number(key));
    return KEYS[key.toLowerCase()];
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

  choice.checked = stored() !== OFF;
  choice.addEventListener("change", () => store(choice.checked));
  opener.addEventListener("click", () => list.showModal());
  opener.hidden = false;
}
