// Watches the page begin, in words that any browser reads: where it cannot, the other ways to report are shown.

(function () {
  var root = document.documentElement;
  function failed() {
    if (!/\bstarted\b/.test(root.className)) root.className += " failed";
  }
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  if (!("noModule" in document.createElement("script"))) failed();
})();
