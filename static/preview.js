// Shows in the preview what is being typed: presses the button that does so, a moment after the last change.
(() => {
  "use strict";
  const button = document.querySelector("[data-preview]");
  if (!button) return;
  let timer = 0;
  button.form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => button.form.requestSubmit(button), 700);
  });
})();
