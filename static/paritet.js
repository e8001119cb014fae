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
      for (const [key, value] of all) if (changed.has(key.split("/")[0])) body.append(key, value);
      return body;
    };

    const tell = (words, unsaved) => {
      sentence.textContent = words;
      sentence.classList.toggle("unsaved", unsaved);
    };

    const bringUp = async (asked) => {
      const shown = new Set([...form.querySelectorAll("[data-question]")].map((block) => block.dataset.question));
      if (asked.length === shown.size && asked.every((name) => shown.has(name))) return;
      const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
      for (const block of form.querySelectorAll("[data-question]")) {
        if (!asked.includes(block.dataset.question)) block.remove();
      }
      let last = null;
      let more = false;
      for (const fresh of page.querySelectorAll("form [data-question]")) {
        const name = fresh.dataset.question;
        const present = form.querySelector(`[data-question="${CSS.escape(name)}"]`);
        const block = present || document.importNode(fresh, true);
        if (!present) {
          if (last) last.after(block); else form.querySelector("[name='-stamp']").after(block);
          more = true;
        }
        last = block;
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
      if (!block) return;
      changed.add(block.dataset.question);
      clearTimeout(timer);
      timer = setTimeout(save, delay);
    };

    form.addEventListener("input", (event) => note(event, 3000));
    form.addEventListener("change", (event) => note(event, 300));
    form.addEventListener("submit", () => { leaving = true; });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[name='-clear']");
      if (!button) return;
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
  for (const form of document.querySelectorAll("[data-autosave]")) autosave(form);
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  document.getElementById("faults")?.focus();
})();
