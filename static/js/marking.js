/* Marking attendance: "Everybody present", live counts, the keys H I S A D, arrows from person to person; what
   is marked is kept in the browser until the server has it (static/js/kept_marks.js). The page works without. */
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

  /* --- What is kept in this browser --- */

  const kept = window.keptMarks;
  const session = form.dataset.marking;
  const line = form.querySelector("[data-line]");
  const photos = form.querySelector("input[type=file]");
  const keyOf = (person) => person.id.slice(1);
  const touched = new Set();
  let dirty = false;
  let wanted = null; /* the button that was pressed, as long as what it asks for is not done */
  let over = false;

  const say = (name) => (line.textContent = form.dataset[name] || name || "");
  const fields = () => {
    const data = new FormData(form, wanted?.isConnected && wanted.name ? wanted : null);
    return [...data].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  };
  const keep = () => {
    form.elements.touched.value = [...touched].join(",");
    kept.write(session, { url: location.pathname, fields: fields(), unsent: Boolean(wanted) });
  };

  const note = (event) => {
    const person = event.target.closest?.(".person");
    if (person) touched.add(keyOf(person));
    dirty = true;
    count();
    if (!over) keep();
    if (wanted) say("waiting");
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);

  const put = (record) => {
    const values = new Map(record.fields);
    for (const person of people) {
      const key = keyOf(person);
      if (!values.has(`note-${key}`)) continue;
      for (const radio of person.querySelectorAll("input[type=radio]")) radio.checked = radio.value === values.get(`mark-${key}`);
      count();
      person.querySelector(".late input").checked = values.has(`late-${key}`);
      const words = person.querySelector(`[name="note-${key}"]`);
      words.value = values.get(`note-${key}`);
      if (words.value || values.has(`late-${key}`)) person.querySelector("details").open = true;
    }
    /* What was seen then decides whose mark is replaced now. */
    for (const name of ["topic", "journal", "seen", "form_key"]) {
      if (values.has(name) && form.elements[name]) form.elements[name].value = values.get(name);
    }
    for (const key of (values.get("touched") || "").split(",").filter(Boolean)) touched.add(key);
    form.elements.touched.value = [...touched].join(",");
    count();
    dirty = true;
  };

  const found = document.querySelector("[data-found]");
  /* After a refusal the page holds what was typed already. */
  const record = document.querySelector("[data-errors]") ? null : kept.read(session);
  if (record) {
    put(record);
    found.hidden = false;
    found.querySelector("[data-discard]").addEventListener("click", () => {
      kept.drop(session);
      dirty = false;
      location.reload();
    });
  }
  document.addEventListener("marks:out", () => {
    over = true;
    say("left");
  });

  /* --- Sending --- */

  let sending = false;
  const post = async (data, background) => {
    const answer = await kept.send(location.pathname, data, { background });
    if (["signed-out", "wrong", "odd"].includes(answer.how)) {
      /* Sent as browsers do, it is kept over the sign-in, or comes back with the errors beside the people. */
      dirty = false;
      if (answer.how === "wrong") kept.drop(session);
      if (wanted?.name) {
        const field = Object.assign(document.createElement("input"), { type: "hidden", name: wanted.name, value: wanted.value });
        form.append(field);
      }
      form.submit();
    } else if (answer.how === "refused") {
      wanted = null;
      say(answer.message);
    } else if (answer.how === "offline") {
      say("offline");
    }
    return answer;
  };

  const save = async (background = false) => {
    if (sending || over || !wanted) return;
    sending = true;
    if (!background) say("sending");
    const whole = new FormData(form, wanted.name ? wanted : null);
    let answer = null;
    /* Marks go first, so that no photo holds them up; then everything, which counts once. */
    if (photos?.files.length) {
      const marks = new FormData(form);
      marks.delete("photos");
      answer = await post(marks, background);
      if (answer.how === "saved") {
        answer = await post(whole, background);
        if (answer.how === "offline") say("photos");
      }
    } else {
      whole.delete("photos");
      answer = await post(whole, background);
    }
    sending = false;
    if (answer.how === "saved") {
      dirty = false;
      kept.drop(session);
      location.assign(answer.next);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wanted = event.submitter || form.querySelector("[type=submit]");
    keep();
    save();
  });
  const again = () => save(true);
  window.addEventListener("online", again);
  window.addEventListener("offline", () => dirty && say("offline"));
  document.addEventListener("visibilitychange", again);
  setInterval(again, 15000);
  if (record?.unsent) {
    const name = new Map(record.fields).has("submit") ? "[name=submit]" : ".btn-primary";
    wanted = form.querySelector(`.marking-buttons ${name}`);
    save(true);
  }
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });

  /* --- Marking quickly --- */

  form.querySelector("[data-everybody]")?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const person of people) {
      if (chosen(person)) continue;
      person.querySelector("input[value=H]").checked = true;
      touched.add(keyOf(person));
    }
    note(event);
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
    note(event);
    go(1);
  });

  /* Photos are made smaller here where the browser can, for the line's sake; the server checks them anyway. */
  const LONGEST = 1600;
  const SMALL = 300000;
  const shrink = async (file) => {
    if (!file.type.startsWith("image/") || file.size < SMALL) return file;
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
      return blob && blob.size < file.size ? new File([blob], "foto.jpg", { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  };
  photos?.addEventListener("change", async () => {
    const chosenFiles = new DataTransfer();
    for (const file of await Promise.all([...photos.files].map(shrink))) chosenFiles.items.add(file);
    photos.files = chosenFiles.files;
  });
})();
