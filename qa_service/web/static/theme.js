// Runs before the first paint, so that a dark page never flashes white. The choice is "auto", "light" or "dark";
// the resolved theme stands on <html data-theme>, the choice on <html data-theme-choice>.
(function () {
  "use strict";
  const KEY = "qa-theme";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return window.localStorage.getItem(KEY) || "auto";
    } catch (_refused) {
      return "auto"; // storage may be switched off by policy
    }
  }

  function apply(choice) {
    root.dataset.themeChoice = choice;
    root.dataset.theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
  }

  apply(stored());
  dark.addEventListener("change", function () {
    apply(root.dataset.themeChoice || "auto");
  });
  document.addEventListener("qa:theme", function (event) {
    try {
      window.localStorage.setItem(KEY, event.detail);
    } catch (_refused) {
      // the choice then lasts as long as the page
    }
    apply(event.detail);
  });
})();
