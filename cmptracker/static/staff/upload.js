/* Shows that a file is being read, and lets no form be sent twice. Without it the pages work the same. */
"use strict";

for (const form of document.querySelectorAll(".upload-form")) {
  let isOnItsWay = false;
  const progress = form.querySelector(".upload-progress");
  form.addEventListener("submit", (event) => {
    if (isOnItsWay) {
      event.preventDefault();
      return;
    }
    isOnItsWay = true;
    progress.hidden = false;
    progress.scrollIntoView({ block: "nearest" });
  });
  addEventListener("pageshow", () => {
    isOnItsWay = false;
    progress.hidden = true;
  });
}
