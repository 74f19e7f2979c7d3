"use strict";
// Completion from prefix.cc and lov.linkeddata.es would ask outside addresses: none is used.
const yasgui = document.getElementById("yasgui");
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.value = yasgui.dataset.query;
new Yasgui(yasgui, {
  requestConfig: { endpoint: new URL("/sparql", window.location).href, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint: new URL("/sparql", window.location).href }] },
  copyEndpointOnNewTab: true,
  persistenceId: "newskg_" + window.location.host,
});
