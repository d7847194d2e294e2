"use strict";
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const articles = [...document.querySelectorAll("article")];
  const form = document.getElementById("filters");
  const words = form.querySelector("input");
  const lists = [...form.querySelectorAll("select")];
  const count = form.querySelector("output");
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) texts.set(article, plain(article.textContent));
    return texts.get(article);
  };
  const show = () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const fits = lists.every((list) => !list.value
        || JSON.parse(article.dataset[list.name]).includes(list.value))
        && wanted.every((word) => textOf(article).includes(word));
      article.hidden = !fits;
      shown += fits;
    }
    count.textContent = count.dataset.told.replace("{n}", shown).replace("{total}", articles.length);
  };
  const keep = () => {
    const state = new URLSearchParams();
    for (const field of [words, ...lists]) if (field.value) state.set(field.name, field.value);
    try { history.replaceState(null, "", "#" + state); } catch { /* of a file, in some browsers */ }
  };
  const take = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const field of [words, ...lists]) field.value = state.get(field.name) || "";
    show();
  };
  form.addEventListener("input", () => { show(); keep(); });
  form.querySelector("button").addEventListener("click", () => {
    for (const field of [words, ...lists]) field.value = "";
    show();
    keep();
    words.focus();
  });
  addEventListener("hashchange", take);
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = articles.filter((article) => !article.hidden)
      .map((article) => article.firstElementChild).filter((details) => !details.open);
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
  form.hidden = false;
  take();
})();
