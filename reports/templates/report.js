"use strict";
(function () {
  var form = document.getElementById("filter");
  var query = document.getElementById("q");
  var severity = document.getElementById("s");
  var tenant = document.getElementById("t");
  var count = document.getElementById("count");
  var items = Array.prototype.slice.call(document.querySelectorAll("article"));
  var texts = items.map(function (item) { return item.textContent.toLowerCase(); });
  var tenants = {};
  items.forEach(function (item) { tenants[item.dataset.tenant || ""] = true; });
  Object.keys(tenants).filter(Boolean).sort().forEach(function (name) {
    tenant.add(new Option(name));
  });
  if (tenants[""]) { tenant.add(new Option("(no tenant)", "-")); }
  function apply() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    items.forEach(function (item, i) {
      var of = item.dataset.tenant || "-";
      var fits = (!severity.value || item.classList.contains(severity.value)) &&
        (!tenant.value || tenant.value === of) &&
        words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      item.hidden = !fits;
      if (fits) { shown++; }
    });
    count.textContent = shown + " of " + items.length + " shown";
  }
  form.hidden = false;
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  query.addEventListener("input", apply);
  severity.addEventListener("change", apply);
  tenant.addEventListener("change", apply);
  // the reasons of the matrix are folded away: a link to one of them opens them
  function reveal() {
    var target = location.hash.indexOf("#m-") === 0 && document.getElementById(location.hash.slice(1));
    for (var details = target && target.closest("details"); details; details = details.parentElement.closest("details")) {
      details.open = true;
    }
    if (target) {
      target.scrollIntoView();
      target.focus();
    }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  apply();
})();
