"use strict";

// Draws the interactive description of the API. Nothing is asked of any other site.
const place = document.getElementById("schema");
SwaggerUIBundle({
  url: place.dataset.address,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  validatorUrl: null,
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
});
