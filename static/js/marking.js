/* Marking attendance: "Everybody present", live counts, the keys H I S A D, and arrows from person to person.
   The page works without. */
(() => {
  "use strict";

  const form = document.querySelector("[data-marking]");
  if (!form) return;
  const people = [...form.querySelectorAll(".person")];
  const counts = form.querySelector("[data-counts]");
  const chosen = (person) => person.querySelector("input[type=radio]:checked");

  const count = () => {
    const tally = {};
    for (const person of people) {
      const mark = chosen(person)?.value ?? "";
      tally[mark] = (tally[mark] || 0) + 1;
      /* Only somebody present can be late. */
      const late = person.querySelector(".late input");
      late.disabled = mark !== "H";
      if (late.disabled) late.checked = false;
    }
    for (const cell of counts.querySelectorAll("[data-count-of]")) cell.textContent = tally[cell.dataset.countOf] || 0;
  };
  counts.hidden = false;
  count();
  form.addEventListener("change", count);

  form.querySelector("[data-everybody]")?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const person of people) if (!chosen(person)) person.querySelector("input[value=H]").checked = true;
    count();
  });

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") return;
    const person = event.target.closest(".person");
    const go = (step) => {
      const other = people[people.indexOf(person) + step];
      if (other) (chosen(other) || other.querySelector("input[type=radio]")).focus();
    };
    /* Up and down would choose another mark for the same person: what nobody means who goes down a list. */
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      go(event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    const radio = person.querySelector(`input[type=radio][value="${CSS.escape(event.key.toUpperCase())}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    count();
    go(1);
  });
})();
