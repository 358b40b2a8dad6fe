// A searchable list is named by its value alone; it should say its label first.
{
  const name = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const label = root.querySelector(`label[for="${select.id}"]`);
      const parts = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox]") ?? [];
      if (!label) continue;
      label.id ||= `${select.id}_label`;
      for (const part of parts) part.setAttribute("aria-labelledby", [label.id, part.id].filter(Boolean).join(" "));
    }
  };

  window.addEventListener("load", () => name(document));
  document.addEventListener("formset:added", () => name(document));
}
