/* Tables that are filled in: a button adds empty rows, and the sum of a column follows what is typed. */
(() => {
  "use strict";

  const form = document.querySelector("[data-table-form]");
  const rows = form?.querySelector("[data-rows]");
  const template = document.querySelector("template[data-row]");
  if (!rows || !template) return;

  const total = form.querySelector("input[name$='-TOTAL_FORMS']");
  const add = form.querySelector("[data-add-row]");
  add.hidden = false;
  add.addEventListener("click", () => {
    const index = Number(total.value);
    const holder = document.createElement("tbody");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", index);
    const row = holder.querySelector("tr");
    rows.append(row);
    total.value = index + 1;
    row.querySelector("input:not([type=hidden])").focus();
  });

  const sums = form.querySelectorAll("[data-sum-of]");
  const count = () => {
    for (const sum of sums) {
      let together = 0;
      for (const row of rows.querySelectorAll("tr")) {
        const removed = row.querySelector("input[name$='-DELETE']")?.checked;
        const field = row.querySelector(`input[name$='-${sum.dataset.sumOf}']`);
        if (field && !removed) together += Number(field.value) || 0;
      }
      sum.textContent = together;
    }
  };
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  count();
})();
