"use strict";
(function () {
  var form = document.getElementById("filter");
  var query = document.getElementById("q");
  var severity = document.getElementById("s");
  var tenant = document.getElementById("t");
  var count = document.getElementById("count");
  var list = document.getElementById("list");
  var more = document.getElementById("more");
  var further = document.getElementById("further");
  // a page of very many findings is slow: the rest waits in a template
  var most = 1000;
  var room = most;
  var items = Array.prototype.slice.call(document.querySelectorAll("article"));
  var inPage = items;
  if (further) {
    items = items.concat(Array.prototype.slice.call(further.content.querySelectorAll("article")));
  }
  var texts = items.map(function (item) { return item.textContent.toLowerCase(); });
  var tenants = {};
  items.forEach(function (item) { tenants[item.dataset.tenant || ""] = true; });
  Object.keys(tenants).filter(Boolean).sort().forEach(function (name) {
    tenant.add(new Option(name));
  });
  if (tenants[""]) { tenant.add(new Option("(no tenant)", "-")); }
  function apply() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var fitting = items.filter(function (item, i) {
      var of = item.dataset.tenant || "-";
      return (!severity.value || item.classList.contains(severity.value)) &&
        (!tenant.value || tenant.value === of) &&
        words.every(function (w) { return texts[i].indexOf(w) >= 0; });
    });
    show(fitting.slice(0, room));
    more.hidden = fitting.length <= room;
    count.textContent = fitting.length + " of " + items.length +
      (more.hidden ? " shown" : " fit, the first " + room + " are shown");
  }
  function show(shown) {
    var same = shown.length === inPage.length &&
      shown.every(function (item, i) { return item === inPage[i]; });
    if (!same) {
      list.replaceChildren.apply(list, shown);
      inPage = shown;
    }
  }
  function search() {
    room = most;
    apply();
  }
  form.hidden = false;
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  query.addEventListener("input", search);
  severity.addEventListener("change", search);
  tenant.addEventListener("change", search);
  more.addEventListener("click", function () {
    var next = inPage.length;
    room += most;
    apply();
    if (inPage[next]) {
      inPage[next].tabIndex = -1;
      inPage[next].focus();
    }
  });
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
  // a finding that waits in the template, or that the search left out
  function bring() {
    var id = location.hash.slice(1);
    if (id.indexOf("f-") === 0 && !document.getElementById(id)) {
      var wanted = items.filter(function (item) { return item.id === id; });
      if (wanted.length > 0) {
        show(wanted.concat(inPage));
        wanted[0].scrollIntoView();
      }
    }
  }
  window.addEventListener("hashchange", bring);
  window.addEventListener("hashchange", reveal);
  reveal();
  apply();
  bring();
})();
