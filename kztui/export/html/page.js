"use strict";
// Search, and copying of citations. Without this script the page is whole: links lead to cards and to citations.
const byId = (id) => document.getElementById(id);
const query = byId("_query"), results = byId("_results"), dialog = byId("_dialog");

// Folding: a query becomes the ASCII words by which names are found, as the names in `data-names` were folded.
const folding = new Map(query.dataset.folding.split(" ").map((pair) => [pair[0], pair.slice(1)]));
const fold = (text) =>
  [...text.toLowerCase().replace(/['’ʼ]/g, "")]
    .map((letter) => folding.get(letter) ?? letter.normalize("NFKD").replace(/\p{M}/gu, ""))
    .join("").replace(/[^a-z0-9]+/g, " ").trim();

let entries;
const read = () => [...document.querySelectorAll("[data-names], .paragraph")].map((element) => {
  const text = element.querySelector(":scope > .prose")?.textContent ?? "";
  const title = element.querySelector(":scope > :first-child > :first-child").textContent;
  return {
    id: element.id,
    kind: element.matches(".paragraph") ? "paragraph" : element.closest("[data-kind]").dataset.kind,
    names: (element.dataset.names ?? "").split("|").filter(Boolean),
    label: element.dataset.names ? title : `${element.dataset.names === "" ? "" : `${title} `}${text.slice(0, 90)}…`,
    words: fold(text),
  };
});

// How well names fit: 0 for the name itself, then its beginning, a word in it, a similar word, the text; 9 for not at all.
const distance = (one, two, most) => {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let row = [...Array(two.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= two.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== two[j - 1]));
    }
    row = next;
  }
  return row[two.length];
};
const rank = ({ names, words }, wanted, parts) => {
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (names.some((name) => parts.every((part) => ` ${name}`.includes(` ${part}`)))) return 2;
  if (parts.every((part) => ` ${words}`.includes(` ${part}`))) return 4;
  const similar = (part) => {
    const most = part.length < 4 ? 0 : part.length < 8 ? 1 : 2;
    return most && names.some((name) => name.split(" ").some((word) => distance(part, word, most) <= most));
  };
  return parts.every(similar) ? 3 : 9;
};

const show = () => {
  const wanted = fold(query.value);
  results.hidden = !wanted;
  results.replaceChildren();
  if (!wanted) return;
  entries ??= read();
  const parts = wanted.split(" ");
  const found = entries.map((entry) => [rank(entry, wanted, parts), entry]).filter(([at]) => at < 9);
  found.sort(([one], [two]) => one - two);
  for (const [, entry] of found.slice(0, 30)) {
    const link = document.createElement("a"), kind = document.createElement("small");
    link.href = `#${entry.id}`;
    kind.textContent = entry.kind;
    link.append(kind, entry.label);
    results.append(link);
  }
  const count = `${found.length} result${found.length === 1 ? "" : "s"}`;
  if (!found.length) results.append(Object.assign(document.createElement("p"), { textContent: "No results" }));
  byId("_found").textContent = count;
};
let left; // where the page was, on a narrow screen, which has the search at its top
const close = () => {
  results.hidden = true;
  left = undefined;
};

byId("_search").hidden = false;
query.addEventListener("input", show);
query.addEventListener("focus", show);
byId("_search").addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
results.addEventListener("click", (event) => {
  const target = byId(decodeURIComponent(event.target.closest("a")?.hash.slice(1) ?? ""));
  if (!target) return;
  close();
  target.tabIndex = -1;
  setTimeout(() => target.focus({ preventScroll: true }));
});
document.addEventListener("click", (event) => { if (!event.target.closest("#_search")) close(); });
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input");
  if (event.key === "/" && !typing && !dialog.open) {
    event.preventDefault();
    if (matchMedia("(max-width: 40rem)").matches) left = scrollY;
    query.select();
  } else if (event.key === "Escape" && event.target.closest("#_search")) {
    document.activeElement.blur();
    if (left !== undefined) scrollTo(0, left);
    close();
  } else if (event.key.startsWith("Arrow") && event.target.closest("#_search") && !results.hidden) {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0);
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") {
      event.preventDefault();
      (links[at] ?? query).focus();
    }
  }
});

// Citations: a dialog in place of the list at the end of the page.
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    (dialog.open ? dialog : document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};
document.addEventListener("click", async (event) => {
  const cite = event.target.closest(".cite"), button = event.target.closest("button");
  if (cite) {
    event.preventDefault();
    byId("_dialog-text").textContent = document.querySelector(`${cite.hash} .citation`).textContent;
    byId("_copied").textContent = "";
    dialog.showModal();
  } else if (button?.dataset.copy) {
    const done = await copy(byId(button.dataset.copy).textContent);
    if (done) dialog.close();
    byId("_copied").textContent = done ? "Copied" : "The browser did not copy it: select the text instead";
    setTimeout(() => { byId("_copied").textContent = ""; }, 4000);
  } else if (button && "close" in button.dataset) {
    dialog.close();
  }
});
for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
