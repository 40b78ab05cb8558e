/* Keying attendance in from paper: arrows move, a letter goes on to the next person, a block from Excel fills
   the boxes from the one it is pasted into. The page works without. */
(() => {
  "use strict";

  const form = document.querySelector("[data-paper]");
  if (!form) return;
  const rows = [...form.querySelectorAll("tbody tr")].map((row) =>
    [...row.cells].slice(1).map((cell) => cell.querySelector("input")),
  );
  const line = form.querySelector("[data-line]");
  let dirty = false;
  const place = (input) => {
    const row = rows.findIndex((cells) => cells.includes(input));
    return [row, rows[row].indexOf(input)];
  };
  const focus = (input) => {
    input.focus();
    input.select();
  };
  /* The next box in a direction, over those in which nothing is typed. */
  const go = (input, down, right) => {
    let [row, column] = place(input);
    for (;;) {
      row += down;
      column += right;
      if (!rows[row] || column < 0 || column >= rows[row].length) return;
      if (rows[row][column]) {
        focus(rows[row][column]);
        return;
      }
    }
  };

  const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Enter: [1, 0] };
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("td input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      go(event.target, ...step);
    } else if (/^[hisad]$/i.test(event.key)) {
      event.preventDefault();
      event.target.value = event.key.toUpperCase();
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
      go(event.target, 1, 0);
    } else if (event.key === "*") {
      /* Late belongs to the letter just typed, in the box above, unless this one has a letter. */
      const [row, column] = place(event.target);
      const before = event.target.value ? event.target : rows[row - 1]?.[column];
      if (!before?.value || before.value.endsWith("*")) return;
      event.preventDefault();
      before.value += "*";
      before.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("td input")) event.target.select();
  });

  form.addEventListener("paste", (event) => {
    if (!event.target.matches("td input")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [top, left] = place(event.target);
    let unfit = false;
    text.split("\n").forEach((words, down) => {
      words.split("\t").forEach((word, right) => {
        const box = rows[top + down]?.[left + right];
        if (box) {
          box.value = word.trim();
          dirty = true;
        } else if (word.trim()) {
          unfit = true;
        }
      });
    });
    line.textContent = unfit ? form.dataset.unfit : "";
  });

  form.addEventListener("input", () => (dirty = true));
  form.addEventListener("submit", () => (dirty = false));
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
})();
