/* Choosing among many: while a name is typed, the page is asked which ones fit and they are offered in a list
   below the box. Without this, or when nothing answers, the words are looked up when the form is sent. */
(() => {
  "use strict";

  const DELAY = 250;
  /* Of each box: its list, the keys of the names that it has offered, what it last asked and what is waiting. */
  const boxes = new WeakMap();
  const keyOf = (field) => document.getElementById(`${field.id}_key`);
  const wordsOf = (field) => field.value.trim();
  /* A name that is chosen is no question: then the first ones are offered. */
  const askedOf = (field) => (keyOf(field).value ? "" : wordsOf(field));

  const made = (field) => {
    if (boxes.has(field)) return boxes.get(field);
    const list = document.createElement("ul");
    list.className = "chooser-list";
    list.id = `${field.id}_offered`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels[0]?.firstChild.textContent.trim() ?? "");
    list.hidden = true;
    /* The box keeps the focus while the list is clicked or scrolled. */
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-key]");
      if (option) pick(field, option);
    });
    const box = { list, keys: new Map(), asked: null, waiting: 0, active: null };
    if (keyOf(field).value) box.keys.set(field.defaultValue.trim(), keyOf(field).value);
    for (const option of field.list?.options ?? []) box.keys.set(option.value, option.dataset.key);
    field.removeAttribute("list");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.after(list);
    boxes.set(field, box);
    return box;
  };

  const show = (field, shown) => {
    const box = made(field);
    box.list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    if (!shown) point(field, null);
  };

  const point = (field, option) => {
    const box = made(field);
    box.active?.setAttribute("aria-selected", "false");
    box.active = option;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const line = (box, text, key, number) => {
    const option = document.createElement("li");
    option.id = `${box.list.id}_${number}`;
    option.setAttribute("role", "option");
    option.textContent = text;
    if (key) {
      option.dataset.key = key;
      option.setAttribute("aria-selected", "false");
    } else {
      option.setAttribute("aria-disabled", "true");
    }
    return option;
  };

  /* Ask what fits the words in the box, and show it when they still stand there. */
  const offer = async (field) => {
    const box = made(field);
    const words = askedOf(field);
    if (box.asked === words) {
      show(field, box.list.childElementCount > 0);
      return;
    }
    box.asked = words;
    point(field, null);
    const address = new URL(location.href);
    address.searchParams.set("suggest", field.dataset.choosing);
    address.searchParams.set("words", words);
    try {
      const answer = await fetch(address);
      const { offered } = answer.ok ? await answer.json() : { offered: null };
      if (box.asked !== words) return;
      if (!offered) return show(field, false);
      const lines = offered.map(({ label, key }, number) => line(box, label, key, number));
      for (const { label, key } of offered) box.keys.set(label, key);
      box.list.replaceChildren(...(lines.length ? lines : [line(box, field.dataset.none, "", 0)]));
      show(field, document.activeElement === field);
      if (!lines.length) document.getElementById("voice").textContent = field.dataset.none;
    } catch {
      box.asked = null;
    }
  };

  const pick = (field, option) => {
    field.value = option.textContent;
    show(field, false);
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  };

  const boxOf = (event) => (event.target.matches?.("input[data-choosing]") ? event.target : null);

  /* Before everybody else hears of it: lists that follow their filters wait until a name is chosen, or none. */
  document.addEventListener(
    "input",
    (event) => {
      const field = boxOf(event);
      if (!field) return;
      const box = made(field);
      const key = box.keys.get(wordsOf(field)) ?? "";
      keyOf(field).value = key;
      clearTimeout(box.waiting);
      if (event.isTrusted) box.waiting = setTimeout(() => offer(field), DELAY);
      if (wordsOf(field) && !key) event.stopPropagation();
    },
    true,
  );

  /* Who leaves the box while one name only was offered means that one. */
  document.addEventListener(
    "change",
    (event) => {
      const field = boxOf(event);
      if (!field) return;
      const box = made(field);
      const only = box.list.querySelectorAll("[data-key]");
      if (wordsOf(field) && !keyOf(field).value && box.asked === wordsOf(field) && only.length === 1) {
        field.value = only[0].textContent;
        keyOf(field).value = only[0].dataset.key;
      }
    },
    true,
  );

  document.addEventListener("click", (event) => {
    const field = boxOf(event);
    if (field && made(field).list.hidden) offer(field);
  });
  document.addEventListener("focusout", (event) => {
    const field = boxOf(event);
    if (!field || !boxes.has(field)) return;
    clearTimeout(boxes.get(field).waiting);
    show(field, false);
  });

  document.addEventListener("keydown", (event) => {
    const field = boxOf(event);
    if (!field || event.isComposing) return;
    const box = made(field);
    const open = !box.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void offer(field);
      const options = [...box.list.querySelectorAll("[data-key]")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      const now = options.indexOf(box.active);
      const next = now < 0 && step < 0 ? options.length - 1 : now + step;
      if (options.length) point(field, options[(next + options.length) % options.length]);
    } else if (event.key === "Enter" && open && box.active) {
      event.preventDefault();
      pick(field, box.active);
    } else if (event.key === "Escape" && open) {
      show(field, false);
    }
  });
  document.querySelectorAll("input[data-choosing][list]").forEach(made);
})();
