/* Small helps. Every page works without them. */
(() => {
  "use strict";

  const words = document.documentElement.dataset;

  /* A form is sent once; the buttons come back when the page is shown again. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    /* Later: a disabled button's name and value would not be sent. */
    setTimeout(() => {
      for (const button of form.querySelectorAll("[type=submit]")) button.disabled = true;
    });
    /* A form that answers with a file leaves the page as it is. */
    if (form.hasAttribute("data-download") || form.target) setTimeout(() => again("form[data-sent]"), 3000);
  });

  const again = (forms) => {
    for (const form of document.querySelectorAll(forms)) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[type=submit]")) button.disabled = false;
    }
  };
  window.addEventListener("pageshow", () => again("form[data-sent]"));

  /* "Back" reads the page anew and brings back what was typed. With its old key the form is known as the one
     that was sent. */
  const key = document.querySelector("input[name=form_key]");
  if (key) {
    key.value = history.state?.formKey ?? key.value;
    history.replaceState({ ...history.state, formKey: key.value }, "");
  }

  /* On a phone the search box comes first; the other filters unfold, unless one of them is in use. */
  for (const form of document.querySelectorAll(".filters[data-filters]")) {
    const box = form.querySelector(".filter.wide");
    const others = [...form.querySelectorAll(".filter:not(.wide) [name]")];
    if (!box || !others.length) continue;
    const asked = new URLSearchParams(location.search);
    const used = others.some((field) => asked.get(field.name));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn filters-toggle";
    button.textContent = form.dataset.filters;
    const fold = (folded) => {
      form.classList.toggle("folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
    };
    fold(!used);
    button.addEventListener("click", () => fold(!form.classList.contains("folded")));
    box.after(button);
  }

  /* Dates: a button beside the field opens the browser's own calendar. */
  const pad = (number) => String(number).padStart(2, "0");
  const addPicker = (field) => {
    if (field.closest(".date-field") || !("showPicker" in HTMLInputElement.prototype)) return;
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    const name = label ? label.firstChild.textContent.trim() : "";
    const group = document.createElement("div");
    group.className = "input-group date-field";
    const native = document.createElement("input");
    native.type = "date";
    native.className = "date-native";
    native.tabIndex = -1;
    native.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-icon";
    button.setAttribute("aria-label", [words.pick, name].filter(Boolean).join(": "));
    const svg = document.getElementById("calendar-icon");
    if (svg) button.append(svg.content.cloneNode(true));
    field.before(group);
    group.append(field, native, button);
    button.addEventListener("click", () => {
      const typed = field.value.match(/^\s*(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4})\s*$/);
      native.value = typed ? `${typed[3]}-${pad(typed[2])}-${pad(typed[1])}` : "";
      native.showPicker();
    });
    native.addEventListener("change", () => {
      if (!native.value) return;
      const [year, month, day] = native.value.split("-");
      field.value = `${day}/${month}/${year}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  };
  const prepare = (part) => part.querySelectorAll("input[data-date]").forEach(addPicker);
  prepare(document);

  /* <input type="checkbox" data-check-all="name"> ticks every box of that name in its form. */
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const form = box.form || document;
    const boxes = (name) => [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]:not(:disabled)`)];
    if (box.dataset.checkAll) {
      for (const one of boxes(box.dataset.checkAll)) {
        if (one.checked === box.checked) continue;
        one.checked = box.checked;
        one.dispatchEvent(new Event("change", { bubbles: true }));
      }
      return;
    }
    const head = box.name && form.querySelector(`[data-check-all="${CSS.escape(box.name)}"]`);
    if (head) {
      const all = boxes(box.name);
      const ticked = all.filter((one) => one.checked).length;
      head.checked = ticked === all.length;
      head.indeterminate = ticked > 0 && ticked < all.length;
    }
  });

  /* Navigation on a phone. */
  const toggle = document.querySelector(".nav-toggle");
  const nav = document.getElementById("nav");
  if (toggle && nav) {
    toggle.addEventListener("click", () => {
      const open = nav.classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
      if (open) {
        window.scrollTo(0, 0);
        nav.querySelector("a")?.focus();
      }
    });
  }

  /* Menus close when one looks elsewhere. */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (nav?.classList.contains("open")) {
      toggle.click();
      toggle.focus();
    }
  });

  /* The first wrong field gets the focus. */
  const focusInvalid = () => {
    const field = document.querySelector("main .is-invalid:is(input, select, textarea)");
    if (field) field.focus();
    else document.querySelector("main [data-errors]")?.focus();
  };
  focusInvalid();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-errors] a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    const field = target && (target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea"));
    if (field) {
      event.preventDefault();
      field.focus();
    }
  });

  /* "Print" and "Copy" buttons. */
  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      await navigator.clipboard.writeText(copy.dataset.copy);
      say(words.copied);
    }
  });

  /* Lists that change under the reader say how many they are now. */
  const voice = document.getElementById("voice");
  const say = (text) => {
    if (voice) voice.textContent = text || "";
  };
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") return;
    const data = event.detail.formData;
    for (const [key, value] of [...data.entries()]) if (value === "") data.delete(key);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    prepare(event.detail.target);
    say(document.querySelector("[data-count]")?.textContent.trim());
  });
  /* What a filter's field has to say stands under it; the field itself stays as it is being typed in. */
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const field = document.getElementById(event.detail.target.id.replace(/_said$/, ""));
    if (!field?.matches(".filters [name]")) return;
    const wrong = event.detail.target.childElementCount > 0;
    field.classList.toggle("is-invalid", wrong);
    if (wrong) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${field.id}_error`);
    } else {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  });
  /* Signed out meanwhile: the whole page goes to the sign-in, not its part. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.xhr.responseURL.includes(words.login)) return;
    event.preventDefault();
    window.location.reload();
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, () => {
      say(words.failed);
      const box = document.getElementById("failed");
      if (box) box.hidden = false;
    });
  }
  document.addEventListener("htmx:beforeRequest", () => {
    const box = document.getElementById("failed");
    if (box) box.hidden = true;
  });
})();
