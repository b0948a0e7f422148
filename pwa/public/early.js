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
// Whoever left in a hurry (ui/QuickExit.tsx) does not come back by the back button, but by asking for this place anew.
(function () {
  var LEFT = "left";
  function isBack() {
    var how = performance.getEntriesByType("navigation")[0];
    return how && how.type === "back_forward";
  }
  function stayAway() {
    document.documentElement.hidden = true;
    location.replace("/plain.html");
  }
  try {
    if (sessionStorage.getItem(LEFT) && isBack()) stayAway();
    else sessionStorage.removeItem(LEFT);
    addEventListener("pageshow", function (event) {
      if (event.persisted && sessionStorage.getItem(LEFT)) stayAway();
    });
  } catch (_) {
    // Storage is switched off: the page that was left is gone all the same.
  }
})();
