// A searchable list is named by its value alone; it should say its label first.
{
  const name = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const label = document.querySelector(`label[for="${select.id}"]`);
      const parts = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]") ?? [];
      if (!label) continue;
      label.id ||= `${select.id}_label`;
      for (const part of parts) part.setAttribute("aria-labelledby", [label.id, part.id].filter(Boolean).join(" "));
    }
  };

  // jQuery calls back in the order of asking, so the lists have been made by then.
  window.django?.jQuery(name);
  document.addEventListener("formset:added", name);
}
