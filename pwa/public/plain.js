// This month, in the words of this browser. It has to look like nothing in particular, also to whoever reads it.
(function () {
  var today = new Date();
  var first = new Date(today.getFullYear(), today.getMonth(), 1);
  var language = navigator.language;
  var name = new Intl.DateTimeFormat(language, { month: "long", year: "numeric" }).format(today);
  document.documentElement.lang = language;
  document.title = name;
  document.getElementById("month").textContent = name;

  function cell(kind, words) {
    var made = document.createElement(kind);
    made.textContent = words;
    return made;
  }
  var names = document.getElementById("names");
  // 1 January 2024 was a Monday.
  for (var weekday = 1; weekday <= 7; weekday++) {
    var short = new Intl.DateTimeFormat(language, { weekday: "short" }).format(new Date(2024, 0, weekday));
    var head = cell("th", short);
    head.scope = "col";
    names.append(head);
  }
  var before = (first.getDay() + 6) % 7;
  var count = new Date(today.getFullYear(), today.getMonth() + 1, 0).getDate();
  var row;
  for (var at = 0; at < before + count; at++) {
    if (at % 7 === 0) {
      row = document.createElement("tr");
      document.getElementById("days").append(row);
    }
    var day = cell("td", at < before ? "" : String(at - before + 1));
    if (at - before + 1 === today.getDate()) day.setAttribute("aria-current", "date");
    row.append(day);
  }
})();
