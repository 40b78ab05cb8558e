/* A sample opens beside the form, which stays as it is and can still be sent. */
(() => {
  "use strict";

  for (const button of document.querySelectorAll("button[data-sample]")) {
    button.addEventListener("click", () => {
      const form = button.form;
      setTimeout(() => {
        delete form.dataset.sent;
        for (const one of form.querySelectorAll("[type=submit]")) one.disabled = false;
      }, 500);
    });
  }
})();
