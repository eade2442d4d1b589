/* One-key shortcuts of the desks: a key presses what carries it (data-key) in the part of the page where the focus is
   (data-keys), else on the page. Never while somebody types or holds another key, and they can be turned off
   (data-keys-switch). Without this script the pages work the same. */
"use strict";

{
  const OFF = "staff-keys-off";
  const toggle = document.querySelector("[data-keys-switch]");
  toggle.checked = localStorage.getItem(OFF) === null;
  toggle.closest("[hidden]").hidden = false;
  toggle.addEventListener("change", () => {
    if (toggle.checked) {
      localStorage.removeItem(OFF);
    } else {
      localStorage.setItem(OFF, "off");
    }
  });

  const isTyping = (element) => element.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit])");

  const carrierOf = (key) => {
    const around = document.activeElement.closest("[data-keys]");
    return [around, document]
      .filter(Boolean)
      .flatMap((part) => [...part.querySelectorAll("[data-key]")])
      .find((element) => element.dataset.key === key && element.checkVisibility());
  };

  document.addEventListener("keydown", (event) => {
    const isChord = event.ctrlKey || event.metaKey || event.altKey;
    if (!toggle.checked || isChord || event.repeat || event.defaultPrevented || isTyping(event.target)) {
      return;
    }
    const carrier = carrierOf(event.key);
    if (!carrier) {
      return;
    }
    event.preventDefault();
    carrier.focus();
    const details = carrier.localName === "summary" ? carrier.parentElement : null;
    if (!details?.open) {
      carrier.click();
    }
    if (details?.open) {
      details.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
    }
  });
}
