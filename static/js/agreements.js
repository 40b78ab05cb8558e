// Offers the agreements of the chosen partner only. The server checks the same, so the form works without this.
(() => {
  "use strict";
  const select = document.querySelector("select[data-agreements]");
  const partner = select && document.getElementById(select.dataset.agreements);
  if (!partner) return;
  // Among many, the partner is typed and its key stands beside the name.
  const key = document.getElementById(`${partner.id}_key`) ?? partner;
  const all = [...select.options];
  const fits = (option) =>
    !option.value || !key.value || (option.dataset.partners || "").split(" ").includes(key.value);

  const narrow = () => {
    const chosen = all.find((option) => option.selected);
    select.replaceChildren(...all.filter(fits));
    select.value = chosen && fits(chosen) ? chosen.value : "";
  };

  partner.addEventListener("change", narrow);
  narrow();
})();
