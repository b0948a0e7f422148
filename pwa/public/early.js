// Before the first paint: the language and the light or dark that this device chose, so nothing flashes.
(function () {
  try {
    var root = document.documentElement;
    var theme = localStorage.getItem("doorstep.theme");
    var language = localStorage.getItem("doorstep.language");
    if (theme) root.dataset.theme = theme;
    if (language) root.lang = language;
  } catch (_) {
    // Storage is switched off: the device's own settings it is.
  }
})();
