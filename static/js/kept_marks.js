/* Attendance on a bad line: what was marked is kept in this browser until the server has it, and sent when the
   line is back, from whatever page is open. Keys and letters are kept, never a name; nothing of another user,
   nothing after the sign-out. Shared with static/js/marking.js as `window.keptMarks`. */
(() => {
  "use strict";

  const PREFIX = "berdaya.marks.";
  const OUT = `${PREFIX}out`;
  const HOUR = 60 * 60 * 1000;
  const user = document.documentElement.dataset.user || "";

  /* Storage may be full or forbidden; marking then goes on without. */
  const attempt = (work) => {
    try {
      return work();
    } catch {
      return null;
    }
  };
  const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) || [];
  const keyOf = (session) => `${PREFIX}${user}.${session}`;
  const parse = (key) => attempt(() => JSON.parse(localStorage.getItem(key)));
  let signedOut = !user;

  const read = (session) => parse(keyOf(session));
  const drop = (session) => attempt(() => localStorage.removeItem(keyOf(session)));
  const write = (session, record) => {
    if (!signedOut) attempt(() => localStorage.setItem(keyOf(session), JSON.stringify({ ...record, at: Date.now() })));
  };
  const clear = () => keys().forEach((key) => attempt(() => localStorage.removeItem(key)));

  /* What was never sent is kept for a week, what was only begun for half a day; another user's is not kept. */
  for (const key of keys()) {
    const record = parse(key);
    const age = record ? Date.now() - record.at : Infinity;
    const foreign = user && !key.startsWith(`${PREFIX}${user}.`);
    if (foreign || age > (record?.unsent ? 7 * 24 * HOUR : 12 * HOUR)) attempt(() => localStorage.removeItem(key));
  }

  const unsent = () =>
    keys()
      .map((key) => ({ session: key.slice(key.lastIndexOf(".") + 1), record: parse(key) }))
      .filter(({ record }) => record?.unsent);

  /* Sends fields and returns how it went: saved, offline, signed-out, refused (with a message), wrong (the form
     comes back with errors) or odd. */
  const send = async (url, body, { background = false } = {}) => {
    /* The token of the cookie: that of the page is an old one after somebody signed in again elsewhere. */
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const token = cookie ? { "X-CSRFToken": cookie[1] } : JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    body.delete("csrfmiddlewaretoken");
    const headers = { "X-Marks": "1", ...token, ...(background ? { "X-Background": "1" } : {}) };
    let answer;
    try {
      const signal = AbortSignal.timeout(body.has("photos") ? 120000 : 20000);
      answer = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal });
    } catch {
      return { how: "offline" };
    }
    if (answer.type === "opaqueredirect") return { how: "signed-out" };
    if (answer.status >= 500) return { how: "offline" };
    const told = (await attempt(() => answer.json())?.catch(() => null)) || {};
    if (answer.ok && told.next) return { how: "saved", next: told.next };
    if (answer.status === 409) return { how: "refused", message: told.message };
    return { how: answer.status === 422 ? "wrong" : "odd" };
  };

  /* Signing out takes everything along, after a word about what was not sent. */
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form.getAttribute("action") || "").endsWith("/accounts/logout/")) return;
      if (unsent().length && form.dataset.unsent && !window.confirm(form.dataset.unsent)) {
        event.preventDefault();
        return;
      }
      signedOut = true;
      clear();
      attempt(() => localStorage.setItem(OUT, "1"));
      attempt(() => localStorage.removeItem(OUT));
    },
    true,
  );
  /* In another window: this one keeps nothing any more either. */
  window.addEventListener("storage", (event) => {
    if (event.key !== OUT || !event.newValue) return;
    signedOut = true;
    document.dispatchEvent(new CustomEvent("marks:out"));
  });

  window.keptMarks = { read, write, drop, send };

  /* On any other page: what could not be sent then is sent now. */
  const box = document.getElementById("kept-marks");
  const here = document.querySelector("[data-marking]")?.dataset.marking;
  const tell = (session, text, url) => {
    if (!box) return;
    box.querySelector("[data-kept-text]").textContent = text;
    box.querySelector("a").href = url;
    box.querySelector("[data-kept-drop]").onclick = () => {
      drop(session);
      box.hidden = true;
    };
    box.hidden = false;
  };
  let busy = false;
  const deliver = async () => {
    if (busy || signedOut) return;
    busy = true;
    for (const { session, record } of unsent()) {
      if (session === here) continue;
      const body = new FormData();
      for (const [name, value] of record.fields) body.append(name, value);
      const { how, message } = await send(record.url, body, { background: true });
      if (how === "saved") {
        drop(session);
        tell(session, box?.dataset.saved, record.url);
        box?.querySelector("[data-kept-drop]")?.remove();
      } else {
        tell(session, message || box?.dataset.waiting, record.url);
      }
    }
    busy = false;
  };
  if (user) {
    deliver();
    window.addEventListener("online", deliver);
  }
})();
