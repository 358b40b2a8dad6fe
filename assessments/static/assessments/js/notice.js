// An answer that did not arrive is said out loud; what was typed stays in the page.
{
  const say = (reason) => {
    const notice = document.querySelector("[data-notice]");
    const line = document.createElement("p");
    line.className = "message error";
    line.textContent = notice.dataset[reason];
    notice.replaceChildren(line);
  };
  const clear = () => document.querySelector("[data-notice]").replaceChildren();

  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", () => say("refused"));
  document.addEventListener("htmx:afterSwap", clear);
}
