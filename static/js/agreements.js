// Offers the agreements of the chosen partner only. The server checks the same, so the form works without this.
(() => {
  "use strict";
  const select = document.querySelector("select[data-agreements]");
  const partner = select && document.getElementById(select.dataset.agreements);
  if (!partner) return;
  const all = [...select.options];
  const fits = (option) =>
    !option.value || !partner.value || (option.dataset.partners || "").split(" ").includes(partner.value);

  const narrow = () => {
    const chosen = all.find((option) => option.selected);
    select.replaceChildren(...all.filter(fits));
    select.value = chosen && fits(chosen) ? chosen.value : "";
  };

  partner.addEventListener("change", narrow);
  narrow();
})();
