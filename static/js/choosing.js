/* Choosing among many: while a name is typed, the page is asked which ones fit. Without this, or when nothing
   answers, the words are looked up when the form is sent. */
(() => {
  "use strict";

  const DELAY = 250;
  /* Of each box: the keys of the labels that it has offered, what is waiting, and what it last asked for. */
  const boxes = new WeakMap();

  const keyOf = (field) => document.getElementById(`${field.id}_key`);
  const knownOf = (field) => {
    if (!boxes.has(field)) {
      const labels = new Map();
      if (keyOf(field).value) labels.set(field.defaultValue.trim(), keyOf(field).value);
      for (const option of field.list.options) labels.set(option.value, option.dataset.key);
      boxes.set(field, { labels });
    }
    return boxes.get(field);
  };

  const offer = async (field) => {
    const known = knownOf(field);
    const words = field.value.trim();
    if (known.asked === words) return;
    known.asked = words;
    const address = new URL(location.href);
    address.searchParams.set("suggest", field.dataset.choosing);
    address.searchParams.set("words", words);
    try {
      const answer = await fetch(address);
      if (!answer.ok || known.asked !== words) return;
      const { offered } = await answer.json();
      field.list.replaceChildren(
        ...offered.map(({ label, key }) => {
          const option = document.createElement("option");
          option.value = label;
          known.labels.set(label, key);
          return option;
        }),
      );
    } catch {
      known.asked = null;
    }
  };

  const boxOf = (event) => (event.target.matches?.("input[data-choosing]") && event.target.list ? event.target : null);

  /* Before everybody else: a list that follows its filters waits until one of the names is chosen, or none. */
  document.addEventListener(
    "input",
    (event) => {
      const field = boxOf(event);
      if (!field) return;
      const known = knownOf(field);
      const words = field.value.trim();
      keyOf(field).value = known.labels.get(words) ?? "";
      if (words && !keyOf(field).value) event.stopPropagation();
      clearTimeout(known.waiting);
      if (!keyOf(field).value) known.waiting = setTimeout(() => offer(field), DELAY);
    },
    true,
  );
  document.addEventListener("focusin", (event) => {
    const field = boxOf(event);
    if (field && !field.value) offer(field);
  });
})();
