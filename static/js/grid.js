/* Grids that are filled in: arrow keys and Enter lead from cell to cell, and a block copied in Excel is pasted
   from the cell where one stands. Nothing is judged here: the server says what is wrong, beside its cell. */
(() => {
  "use strict";

  for (const hint of document.querySelectorAll("[data-grid-hint]")) hint.hidden = false;

  const cellsOf = (grid) =>
    [...grid.tBodies[0].rows]
      .map((row) => [...row.querySelectorAll("input:not([type=hidden]), select")])
      .filter((row) => row.length);

  const find = (rows, cell) => {
    for (const [y, row] of rows.entries()) {
      const x = row.indexOf(cell);
      if (x >= 0) return [y, x];
    }
    return null;
  };

  const go = (cell) => {
    if (!cell) return;
    cell.focus();
    if (cell.select && cell.type !== "checkbox") cell.select();
  };

  const fill = (cell, text) => {
    if (cell.type === "checkbox") {
      cell.checked = /^(1|x|v|✓|y|b)/i.test(text);
    } else if (cell.tagName === "SELECT") {
      const wanted = text.toLowerCase();
      const fits = (option) => option.value === text || (wanted && option.text.toLowerCase().startsWith(wanted));
      const option = [...cell.options].find(fits);
      if (!option && text) return false;
      cell.value = option ? option.value : "";
    } else {
      cell.value = text;
    }
    cell.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };

  for (const grid of document.querySelectorAll("[data-grid]")) {
    grid.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const cell = event.target;
      const rows = cellsOf(grid);
      const at = find(rows, cell);
      if (!at) return;
      const [y, x] = at;
      const isText = cell.tagName === "INPUT" && cell.type !== "checkbox";
      const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
      const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
      if (down || up) {
        /* A select is opened and walked through by these keys. */
        if (cell.tagName === "SELECT" && event.key !== "Enter") return;
        event.preventDefault();
        go(rows[y + (down ? 1 : -1)]?.[x]);
        return;
      }
      const atEnd = !isText || cell.selectionEnd === cell.value.length;
      const atStart = !isText || cell.selectionStart === 0;
      const whole = isText && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
      if (event.key === "ArrowRight" && (atEnd || whole) && rows[y][x + 1]) {
        event.preventDefault();
        go(rows[y][x + 1]);
      } else if (event.key === "ArrowLeft" && (atStart || whole) && rows[y][x - 1]) {
        event.preventDefault();
        go(rows[y][x - 1]);
      }
    });

    grid.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text") ?? "";
      const rows = cellsOf(grid);
      const at = find(rows, event.target);
      const block = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
      if (!at || (block.length === 1 && block[0].length === 1)) return;
      event.preventDefault();
      const [top, left] = at;
      let over = 0;
      for (const [y, line] of block.entries()) {
        for (const [x, value] of line.entries()) {
          const cell = rows[top + y]?.[left + x];
          if (!cell || !fill(cell, value.trim())) over += 1;
        }
      }
      const note = document.querySelector("[data-grid-over]");
      if (note) {
        note.hidden = over === 0;
        note.querySelector("[data-number]").textContent = over;
      }
    });
  }
})();
