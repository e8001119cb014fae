// Comforts for a page that works without them: saving while she goes on, sums while she types, print.
// The server alone decides what is asked: after saving it names the questions, and the page follows it; what the page
// can tell by itself (relevance.js) it shows at once.
(() => {
  "use strict";

  // A sum of cells is blank until one of them holds a number.
  const sum = (cells) => {
    const typed = cells.map((cell) => cell.value.trim()).filter((text) => /^\d+$/.test(text));
    return typed.length ? typed.reduce((all, text) => all + Number(text), 0) : "";
  };

  const addUp = (table) => {
    for (const output of table.querySelectorAll("[data-row]")) {
      output.value = sum([...output.closest("tr").querySelectorAll("input")]);
    }
    for (const output of table.querySelectorAll("[data-sum]")) {
      const column = output.dataset.sum === "all" ? "input" : `input[data-column="${output.dataset.sum}"]`;
      output.value = sum([...table.querySelectorAll(column)]);
    }
  };

  // A slider beside its number box: it never is an answer before it is moved.
  const slide = (span) => {
    const [box, line] = [span.querySelector(".figure"), span.querySelector(".line")];
    const slider = line.querySelector("input");
    const show = () => {
      const blank = !box.value.trim();
      slider.classList.toggle("blank", blank);
      if (!blank) slider.value = box.value.replace(",", ".");
      slider.setAttribute("aria-valuetext", blank ? slider.dataset.blank : slider.value);
    };
    line.hidden = false;
    show();
    slider.addEventListener("input", () => {
      box.value = slider.value;
      show();
    });
    slider.addEventListener("keydown", (event) => {
      if (box.value.trim() || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      box.value = slider.value;
      show();
      slider.dispatchEvent(new Event("change", { bubbles: true }));
    });
    box.addEventListener("input", show);
  };

  // Numbered places become buttons up and down; the places stay what is sent, blank until she orders something.
  const order = (list) => {
    const say = (template, item, place = "") => template.replace("…", item.querySelector("label").textContent.trim()).replace("#", place);
    const items = () => [...list.children];
    const told = list.parentElement.appendChild(document.createElement("p"));
    told.setAttribute("role", "status");
    told.className = "soft";
    const keep = document.createElement("button");
    const number = () => {
      const given = items().every((item) => item.querySelector("select").value);
      items().forEach((item, at) => {
        item.querySelector(".place").textContent = given ? String(at + 1) : "–";
        const [up, down] = item.querySelectorAll(".moves button");
        up.disabled = at === 0;
        down.disabled = at === items().length - 1;
      });
      keep.hidden = given;
      if (!given) told.textContent = list.dataset.open;
    };
    const settle = () => {
      items().forEach((item, at) => { item.querySelector("select").value = String(at + 1); });
      number();
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const move = (item, up) => {
      if (up) item.previousElementSibling?.before(item); else item.nextElementSibling?.after(item);
      settle();
      const [first, last] = item.querySelectorAll(".moves button");
      (up ? (first.disabled ? last : first) : (last.disabled ? first : last)).focus();
      told.textContent = say(list.dataset.place, item, items().indexOf(item) + 1);
    };
    for (const item of items()) {
      const moves = document.createElement("span");
      moves.className = "moves";
      for (const [sign, template, up] of [["↑", list.dataset.up, true], ["↓", list.dataset.down, false]]) {
        const button = moves.appendChild(document.createElement("button"));
        button.type = "button";
        button.textContent = sign;
        button.setAttribute("aria-label", say(template, item));
        button.addEventListener("click", () => move(item, up));
      }
      const place = document.createElement("span");
      place.className = "place";
      item.prepend(place);
      item.append(moves);
      item.querySelector("select").hidden = true;
    }
    keep.type = "button";
    keep.className = "button second";
    keep.textContent = list.dataset.keep;
    keep.addEventListener("click", () => { settle(); told.textContent = list.dataset.keep; });
    list.after(keep);
    list.classList.add("moved");
    number();
  };

  // A long list of choices gets a box that shortens it; what is chosen always stays in sight.
  const shorten = (list) => {
    const box = document.createElement("input");
    box.type = "search";
    box.className = "typed shorten";
    box.setAttribute("aria-label", list.dataset.long);
    box.placeholder = list.dataset.long;
    const narrow = list.matches("select") ? options(list) : ticks(list);
    box.addEventListener("input", (event) => {
      event.stopPropagation();
      narrow(box.value.trim().toLowerCase());
    });
    box.addEventListener("change", (event) => event.stopPropagation());
    (list.matches("select") ? list : list.querySelector(":scope > .choice")).before(box);
  };

  const options = (list) => {
    const all = [...list.options];
    return (wanted) => list.replaceChildren(...all.filter((option) => !option.value || option.selected || option.text.toLowerCase().includes(wanted)));
  };

  const ticks = (list) => (wanted) => {
    for (const choice of list.querySelectorAll(":scope > .choice")) {
      choice.hidden = !choice.querySelector("input").checked && !choice.textContent.toLowerCase().includes(wanted);
    }
  };

  const dress = (within) => {
    for (const span of within.querySelectorAll("[data-span]")) slide(span);
    for (const list of within.querySelectorAll("[data-rank]")) order(list);
    for (const list of within.querySelectorAll("[data-long]")) shorten(list);
  };

  const keepAlone = (box) => {
    if (!box.checked) return;
    for (const other of box.form.querySelectorAll(`input[name="${CSS.escape(box.name)}"]`)) {
      if (other !== box && ("alone" in box.dataset || "alone" in other.dataset)) other.checked = false;
    }
  };

  const tell = (form, words, unsaved = false) => {
    const sentence = form.querySelector("#saved");
    sentence.textContent = words;
    sentence.classList.toggle("unsaved", unsaved);
  };

  const asking = (within, name) => within.querySelector(`[data-question="${CSS.escape(name)}"]`);
  const waiting = (form, name) => form.querySelector(`template[data-away="${CSS.escape(name)}"]`);

  // A question that is not asked now waits in a template with all that was typed in it: it is neither seen nor sent.
  const putAway = (block) => {
    const place = document.createElement("template");
    place.dataset.away = block.dataset.question;
    place.dataset.dressed = "";
    block.replaceWith(place);
    place.content.append(block);
  };

  // Returns whether there is something to answer in what has come.
  const bringBack = (place) => {
    const block = asking(place.content, place.dataset.away);
    place.replaceWith(block);
    if (!("dressed" in place.dataset)) dress(block);
    return block.querySelector("[name='-shown']") !== null;
  };

  // What the page can tell by itself comes and goes at once; the server says so too, or otherwise, after saving.
  const foresee = (form) => {
    const conditions = JSON.parse(form.dataset.twin);
    const settle = () => {
      if (form.querySelector(".fault")) return;
      let more = false;
      for (let moved = true; moved;) {
        moved = false;
        const answers = relevance.answers(form);
        for (const [tree, names] of conditions) {
          const asked = relevance.holds(tree, answers);
          for (const name of names) {
            const found = asked === true ? waiting(form, name) : asked === false ? asking(form, name) : null;
            if (!found) continue;
            moved = true;
            if (asked) more = bringBack(found) || more; else putAway(found);
          }
        }
      }
      if (!more) return;
      tell(form, form.dataset.more);
      form.dispatchEvent(new CustomEvent("more"));
    };
    for (const event of ["input", "change", "cleared"]) form.addEventListener(event, settle);
  };

  const autosave = (form) => {
    const changed = new Set();
    let timer = 0;
    let leaving = false;
    let saving = null;
    let brought = false;

    // What was changed and is asked now; the rest is sent when it is asked again.
    const unsaved = () => [...changed].filter((name) => asking(form, name));

    const post = (names) => {
      const all = new FormData(form);
      const body = new URLSearchParams([["-action", "autosave"], ["-stamp", all.get("-stamp")]]);
      for (const name of names) body.append("-shown", name);
      for (const each of all.getAll("-entries")) body.append("-entries", each);
      const own = (key) => names.some((name) => key === name || key.startsWith(`${name}/`));
      for (const [key, value] of all) if (typeof value === "string" && !key.startsWith("-") && own(key)) body.append(key, value);
      return body;
    };

    // Blocks are questions and entries of repeats, one within another; each list of them is marked data-blocks.
    const blocks = "[data-question], [data-entry]";
    const id = (block) => block.dataset.question ? `q ${block.dataset.question}` : `e ${block.dataset.entry}`;
    const kept = (block) => block.contains(document.activeElement) || changed.has(block.dataset.question);
    const before = (block) => {
      let found = block.previousElementSibling;
      while (found && !found.matches(blocks)) found = found.previousElementSibling;
      return found;
    };

    // Puts a block of the server's page where it belongs; returns whether there is something to answer in it.
    const insert = (block, here) => {
      const around = block.parentElement.closest(blocks);
      const into = around ? here.get(id(around)) : form;
      const place = block.dataset.question && waiting(form, block.dataset.question);
      if (place && (!("live" in block.dataset) || changed.has(place.dataset.away))) return bringBack(place);
      place?.remove();
      const list = into?.querySelector("[data-blocks]");
      if (!list) return false;
      const copy = document.importNode(block, true);
      const last = before(block) && here.get(id(before(block)));
      if (last) last.after(copy); else list.prepend(copy);
      dress(copy);
      return Boolean(copy.dataset.entry || copy.querySelector("[name='-shown']"));
    };

    const bringUp = async (asked) => {
      const present = () => new Map([...form.querySelectorAll(blocks)].map((block) => [id(block), block]));
      const names = [...present().values()].map((block) => block.dataset.question).filter(Boolean);
      const live = form.querySelector("[data-live], [data-pool]") !== null;
      if (!live && asked.length === names.length && asked.every((name) => names.includes(name))) return;
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      // Since then she has changed something: this page is old, and the next saving brings a newer one.
      if (unsaved().length || leaving) return;
      const fresh = [...page.querySelectorAll("#section [data-blocks] > :is([data-question], [data-entry])")];
      const wanted = new Set(fresh.map(id));
      for (const [name, block] of present()) {
        if (wanted.has(name)) continue;
        if (block.dataset.question) putAway(block); else block.remove();
      }
      let more = false;
      for (const block of fresh) {
        const here = present();
        const now = here.get(id(block));
        if (!now) {
          more = insert(block, here) || more;
          continue;
        }
        if (!("live" in block.dataset || "live" in now.dataset) || kept(now) || now.dataset.drawn === block.innerHTML) continue;
        const copy = document.importNode(block, true);
        copy.dataset.drawn = block.innerHTML;
        now.replaceWith(copy);
        dress(copy);
      }
      for (const [at, count] of form.querySelectorAll("[name='-entries']").entries()) {
        count.value = page.querySelectorAll("#section [name='-entries']")[at]?.value ?? count.value;
      }
      for (const table of form.querySelectorAll("[data-pool]")) {
        const now = page.querySelector(`[data-pool="${CSS.escape(table.dataset.pool)}"]`);
        if (now) table.innerHTML = now.innerHTML;
      }
      if (more) tell(form, form.dataset.more);
    };

    const send = async (names) => {
      for (const name of names) changed.delete(name);
      try {
        const answer = await fetch(form.action, { method: "POST", body: post(names), keepalive: true, redirect: "manual" });
        const asked = answer.headers.get("Paritet-Asked");
        if (answer.status === 204 && !unsaved().length) tell(form, brought ? form.dataset.more : form.dataset.saved);
        brought = false;
        if (asked !== null) await bringUp(asked.split(" ").filter(Boolean));
        if (answer.status !== 204) throw new Error(String(answer.status));
      } catch {
        for (const name of names) changed.add(name);
        tell(form, form.dataset.unsaved, true);
      }
    };

    // One saving at a time, each with the page it brings, so that an older one never undoes what a newer one showed.
    const save = () => {
      clearTimeout(timer);
      const names = unsaved();
      if (!names.length || leaving) return;
      if (saving) {
        timer = setTimeout(save, 100);
        return;
      }
      saving = send(names).finally(() => { saving = null; });
    };

    const note = (event, delay) => {
      const block = event.target.closest("[data-question]");
      if (!block || event.target.type === "file") return;
      changed.add(block.dataset.question);
      clearTimeout(timer);
      timer = setTimeout(save, delay);
    };

    // What is being saved arrives before the page that holds something newer; a slow line is not waited for.
    const leave = (event) => {
      if (leaving && saving) event.preventDefault();
      if (leaving || !saving) {
        leaving = true;
        return;
      }
      leaving = true;
      event.preventDefault();
      const slow = new Promise((done) => { setTimeout(done, 2000); });
      Promise.race([saving, slow]).then(() => {
        saving = null;
        form.requestSubmit(event.submitter);
      });
    };

    form.addEventListener("input", (event) => note(event, 3000));
    form.addEventListener("change", (event) => note(event, 300));
    form.addEventListener("submit", leave);
    form.addEventListener("more", () => { brought = true; });
    form.addEventListener("cleared", (event) => note(event, 0));
    addEventListener("pagehide", () => {
      if (unsaved().length && !leaving) navigator.sendBeacon(form.action, post(unsaved()));
    });
  };

  // Unticks the choices of a question without asking the server for the page again.
  const clear = (event) => {
    const button = event.target.closest("[data-autosave] [name='-clear']");
    if (!button || button.closest(".attached")) return;
    event.preventDefault();
    const inputs = button.parentElement.querySelectorAll(":scope > .choice input");
    for (const input of inputs) input.checked = false;
    inputs[0].focus();
    button.dispatchEvent(new CustomEvent("cleared", { bubbles: true }));
  };

  document.addEventListener("input", (event) => {
    const table = event.target.closest("[data-totals]");
    if (table) addUp(table);
  });
  // Before the form hears of it: what is unticked here is not answered.
  document.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") keepAlone(event.target);
  }, true);
  document.addEventListener("click", clear);
  dress(document);
  for (const form of document.querySelectorAll("[data-twin]")) foresee(form);
  for (const form of document.querySelectorAll("[data-autosave]")) autosave(form);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  document.getElementById("faults")?.focus();
})();
