/* Statements of an interest assessment: keys 1 2 3 answer and go on, arrows go back and forth, and every answer
   is sent at once. The page works without. */
(() => {
  "use strict";

  const form = document.querySelector("[data-assessment]");
  if (!form) return;
  const statements = [...form.querySelectorAll("[data-statement]")];
  const status = form.querySelector("[data-status]");
  const trouble = document.querySelector("[data-trouble]");
  const chosen = (statement) => statement.querySelector("input:checked");
  let current = null;
  let stopped = false;
  let leaving = "";

  const show = (statement) => {
    current?.classList.remove("is-current");
    current = statement;
    current.classList.add("is-current");
    (chosen(current) || current.querySelector("input")).focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
  };

  /* One request after the other, each with all answers of the page: what one lost the next one brings. */
  let waiting = Promise.resolve(true);
  const send = async () => {
    if (stopped) return false;
    let answer;
    try {
      answer = await fetch(form.dataset.answer, { method: "POST", body: new FormData(form), redirect: "manual" });
    } catch {
      status.textContent = form.dataset.offline;
      return false;
    }
    if (answer.type === "opaqueredirect") {
      /* Signed out: sent as a form, the answers are kept over the sign-in. */
      stopped = true;
      form.submit();
      return false;
    }
    if (answer.status === 409) {
      stopped = true;
      trouble.querySelector("[data-trouble-text]").textContent = (await answer.json()).message;
      trouble.hidden = false;
      trouble.scrollIntoView({ block: "center" });
      status.textContent = "";
      return false;
    }
    if (!answer.ok) {
      status.textContent = form.dataset.offline;
      return false;
    }
    const saved = await answer.json();
    form.elements.revision.value = saved.revision;
    form.querySelector("[data-answered]").textContent = saved.answered;
    form.querySelector("progress").value = saved.answered;
    status.textContent = form.dataset.saved;
    return true;
  };
  const save = () => {
    status.textContent = form.dataset.saving;
    waiting = waiting.then(send);
    return waiting;
  };
  /* Who types faster than pages turn: keys pressed meanwhile belong to the statements of the next page. */
  const AHEAD = "assessment-ahead";
  const leave = (address) => {
    if (!address) return;
    leaving = address;
    sessionStorage.removeItem(AHEAD);
    waiting.then((saved) => (saved ? location.assign(address) : (leaving = "")));
  };
  const keepForNext = (key) => {
    const { keys = "" } = JSON.parse(sessionStorage.getItem(AHEAD) || "{}");
    sessionStorage.setItem(AHEAD, JSON.stringify({ address: leaving, keys: keys + key }));
  };

  const step = (by) => {
    const other = statements[statements.indexOf(current) + by];
    if (other) show(other);
    else leave(by > 0 ? form.dataset.next : form.dataset.previous);
  };

  const answer = (key) => {
    const radio = current.querySelector(`input[value="${CSS.escape(key)}"]`);
    if (!radio) return false;
    radio.checked = true;
    save();
    step(1);
    return true;
  };

  form.addEventListener("change", (event) => {
    const statement = event.target.closest("[data-statement]");
    if (!statement) return;
    if (statement !== current) show(statement);
    save();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.matches("textarea, select, input:not([type=radio])")) return;
    if (leaving) {
      if (event.key.length === 1) event.preventDefault();
      if (/^[123]$/.test(event.key) && leaving === form.dataset.next) keepForNext(event.key);
    } else if (answer(event.key)) {
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowRight") {
      event.preventDefault();
      step(1);
    } else if (event.key === "ArrowUp" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(-1);
    }
  });

  show(statements.find((statement) => !chosen(statement)) || statements[0]);

  const ahead = JSON.parse(sessionStorage.getItem(AHEAD) || "{}");
  sessionStorage.removeItem(AHEAD);
  if (ahead.address === location.pathname + location.search) {
    for (const key of ahead.keys) leaving ? keepForNext(key) : answer(key);
  }
})();
