// Comforts for a page that works without them: saving while she goes on, sums while she types, print.
// The server alone decides what is asked: after saving it names the questions, and new ones are fetched from it.
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

  const autosave = (form) => {
    const changed = new Set();
    const sentence = document.getElementById("saved");
    let timer = 0;
    let leaving = false;

    const post = () => {
      const all = new FormData(form);
      const body = new URLSearchParams([["-action", "autosave"], ["-stamp", all.get("-stamp")]]);
      for (const name of changed) body.append("-shown", name);
      for (const each of all.getAll("-entries")) body.append("-entries", each);
      const own = (key) => [...changed].some((name) => key === name || key.startsWith(`${name}/`));
      for (const [key, value] of all) if (typeof value === "string" && !key.startsWith("-") && own(key)) body.append(key, value);
      return body;
    };

    const tell = (words, unsaved) => {
      sentence.textContent = words;
      sentence.classList.toggle("unsaved", unsaved);
    };

    // Blocks are questions and entries of repeats, one within another; each list of them is marked data-blocks.
    const blocks = "[data-question], [data-entry]";
    const id = (block) => block.dataset.question ? `q ${block.dataset.question}` : `e ${block.dataset.entry}`;
    const kept = (block) => block.contains(document.activeElement) || changed.has(block.dataset.question);

    const bringUp = async (asked) => {
      const present = () => new Map([...form.querySelectorAll(blocks)].map((block) => [id(block), block]));
      const names = [...present().values()].map((block) => block.dataset.question).filter(Boolean);
      const live = form.querySelector("[data-live], [data-pool]") !== null;
      if (!live && asked.length === names.length && asked.every((name) => names.includes(name))) return;
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const fresh = [...page.querySelectorAll("#section [data-blocks] > :is([data-question], [data-entry])")];
      const wanted = new Set(fresh.map(id));
      let more = false;
      for (const [name, block] of present()) if (!wanted.has(name)) block.remove();
      for (const block of fresh) {
        const here = present();
        const now = here.get(id(block));
        if (now) {
          if (!("live" in block.dataset || "live" in now.dataset) || kept(now) || now.dataset.drawn === block.innerHTML) continue;
          const copy = document.importNode(block, true);
          copy.dataset.drawn = block.innerHTML;
          now.replaceWith(copy);
          dress(copy);
          continue;
        }
        const around = block.parentElement.closest(blocks);
        const into = around ? here.get(id(around)) : form;
        const list = into?.querySelector("[data-blocks]");
        if (!list) continue;
        const copy = document.importNode(block, true);
        const before = block.previousElementSibling && here.get(id(block.previousElementSibling));
        if (before) before.after(copy); else list.prepend(copy);
        dress(copy);
        more ||= Boolean(copy.dataset.entry || copy.querySelector("[name='-shown']"));
      }
      for (const [at, count] of form.querySelectorAll("[name='-entries']").entries()) {
        count.value = page.querySelectorAll("#section [name='-entries']")[at]?.value ?? count.value;
      }
      for (const table of form.querySelectorAll("[data-pool]")) {
        const now = page.querySelector(`[data-pool="${CSS.escape(table.dataset.pool)}"]`);
        if (now) table.innerHTML = now.innerHTML;
      }
      if (more) tell(form.dataset.more, false);
    };

    const save = async () => {
      clearTimeout(timer);
      if (!changed.size || leaving) return;
      const body = post();
      const sent = [...changed];
      changed.clear();
      try {
        const answer = await fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" });
        const asked = answer.headers.get("Paritet-Asked");
        if (answer.status === 204 && !changed.size) tell(form.dataset.saved, false);
        if (asked !== null) await bringUp(asked.split(" ").filter(Boolean));
        if (answer.status !== 204) throw new Error(String(answer.status));
      } catch {
        for (const name of sent) changed.add(name);
        tell(form.dataset.unsaved, true);
      }
    };

    const note = (event, delay) => {
      const block = event.target.closest("[data-question]");
      if (!block || event.target.type === "file") return;
      changed.add(block.dataset.question);
      clearTimeout(timer);
      timer = setTimeout(save, delay);
    };

    form.addEventListener("input", (event) => note(event, 3000));
    form.addEventListener("change", (event) => note(event, 300));
    form.addEventListener("submit", () => { leaving = true; });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[name='-clear']");
      if (!button || button.closest(".attached")) return;
      event.preventDefault();
      const inputs = button.parentElement.querySelectorAll(":scope > .choice input");
      for (const input of inputs) input.checked = false;
      inputs[0].focus();
      note({ target: button }, 0);
    });
    addEventListener("pagehide", () => {
      if (changed.size && !leaving) navigator.sendBeacon(form.action, post());
    });
  };

  document.addEventListener("input", (event) => {
    const table = event.target.closest("[data-totals]");
    if (table) addUp(table);
  });
  document.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") keepAlone(event.target);
  });
  dress(document);
  for (const form of document.querySelectorAll("[data-autosave]")) autosave(form);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  document.getElementById("faults")?.focus();
})();
