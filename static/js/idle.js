/* Warns before an idle session ends. The server decides; this only asks it, and asking counts as no activity. */
(() => {
  "use strict";

  const dialog = document.getElementById("idle");
  if (!dialog) return;
  const before = dialog.querySelector("[data-before]");
  const after = dialog.querySelector("[data-after]");
  const warning = Number(dialog.dataset.warning) * 1000;
  const pause = Math.min(15000, warning / 5);
  let deadline = Date.now() + Number(dialog.dataset.idle) * 1000;
  let asked = 0;
  let asking = false;
  let over = false;
  let typed = null;

  /* What was typed last is sent after the deadline, when the server keeps it. */
  const note = (event) => {
    const form = event.target.form;
    if (form?.method === "post" && form.closest("main") && !form.querySelector("[type=password]")) typed = form;
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);

  /* What a page asks for by itself is marked, so that it does not keep anybody signed in. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.triggeringEvent) event.detail.headers["X-Background"] = "1";
  });

  const open = () => {
    if (!dialog.open) dialog.showModal();
  };

  const end = () => {
    over = true;
    if (!typed?.isConnected) {
      window.location.reload();
      return;
    }
    before.hidden = true;
    after.hidden = false;
    dialog.setAttribute("aria-labelledby", "idle-over-title");
    dialog.setAttribute("aria-describedby", "idle-over-text");
    dialog.dataset.over = "1";
    open();
    after.querySelector("button").focus();
  };

  const take = ({ left, until }) => {
    deadline = Date.now() + left * 1000;
    if (left <= 0) {
      end();
    } else if (left * 1000 > warning) {
      if (dialog.open) dialog.close();
    } else {
      dialog.querySelector("[data-until]").textContent = until;
      open();
    }
  };

  const ask = async (options) => {
    asking = true;
    asked = Date.now();
    try {
      const answer = await fetch(dialog.dataset.url, { cache: "no-store", ...options });
      if (answer.ok) take(await answer.json());
    } catch {
      /* No network: the next tick asks again. */
    }
    asking = false;
  };

  /* Another window may have gone on meanwhile, so the open dialog asks again now and then. */
  const tick = () => {
    const left = deadline - Date.now();
    if (over || asking || left > warning) return;
    if (!dialog.open || left <= 0 || Date.now() - asked > pause) ask({ headers: { "X-Background": "1" } });
  };
  setInterval(tick, Math.min(1000, pause));
  document.addEventListener("visibilitychange", tick);

  const stay = () => {
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    ask({ method: "POST", headers: token });
  };
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  /* Escape means that somebody is there. */
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!over) stay();
  });
  dialog.querySelector("[data-resume]").addEventListener("click", () => typed.requestSubmit());
})();
