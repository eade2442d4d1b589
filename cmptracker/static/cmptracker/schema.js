"use strict";

// Draws the interactive description of the API. Nothing is asked of any other site.
const place = document.getElementById("schema");
// What it draws before its main part stands in no landmark, and its title comes below that of the page.
function mend() {
  place.querySelector(".information-container").setAttribute("role", "region");
  place.querySelector(".information-container").setAttribute("aria-label", document.title);
  place.querySelector("h1").setAttribute("aria-level", "2");
}

SwaggerUIBundle({
  url: place.dataset.address,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  onComplete: mend,
});
