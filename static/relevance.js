// Evaluates in the page what audit/questionnaire/twin.py compiled: a condition as a small JSON tree over a form.
// true or false, or undefined where only the server can tell. What is asked, kept and submitted is the server's word.
(() => {
  "use strict";

  const WHOLE = /^-?[0-9]{1,15}$/;
  const UNKNOWN = {};

  const orders = {
    "=": (left, right) => left === right,
    "!=": (left, right) => left !== right,
    "<": (left, right) => left !== null && right !== null && left < right,
    "<=": (left, right) => left !== null && right !== null && left <= right,
    ">": (left, right) => left !== null && right !== null && left > right,
    ">=": (left, right) => left !== null && right !== null && left >= right,
  };

  // The one value of a question, "" when it is not answered.
  const only = (answers, name) => (answers[name] || [])[0] || "";

  // A whole number, or null when not answered; the server reads 1 000 and +5 as well, and it alone.
  const figure = (tree, answers) => {
    if (typeof tree === "number") return tree;
    const [kind, name] = tree;
    if (kind === "count") return (answers[name] || []).length;
    const typed = only(answers, name);
    if (typed === "") return null;
    if (!WHOLE.test(typed)) throw UNKNOWN;
    return Number(typed);
  };

  const chosen = (answers, [, name, yes, no, unanswered]) => {
    const value = only(answers, name);
    if (value === "") return unanswered;
    if (yes.includes(value)) return true;
    if (no.includes(value)) return false;
    throw UNKNOWN;
  };

  const value = (tree, answers) => {
    if (typeof tree === "boolean") return tree;
    const [word, ...parts] = tree;
    switch (word) {
      case "and": return parts.every((part) => value(part, answers));
      case "or": return parts.some((part) => value(part, answers));
      case "not": return !value(parts[0], answers);
      case "one": return chosen(answers, tree);
      case "has": return (answers[parts[0]] || []).includes(parts[1]);
      case "blank": return (answers[parts[0]] || []).length === 0;
      case "kept": if (value(parts[0], answers)) return value(parts[1], answers); throw UNKNOWN;
      case "same": return only(answers, parts[0]) === only(answers, parts[1]);
    }
    if (!(word in orders)) throw UNKNOWN;
    return orders[word](figure(parts[0], answers), figure(parts[1], answers));
  };

  // `answers`: a list of texts for each question's name; a name that is missing or has an empty list is unanswered.
  const holds = (tree, answers) => {
    try {
      return value(tree, answers);
    } catch (reason) {
      if (reason === UNKNOWN) return undefined;
      throw reason;
    }
  };

  // What a form holds now; a control inside something hidden is not answered, as on the server.
  const answers = (form) => {
    const found = {};
    for (const control of form.elements) {
      if (!control.name || control.disabled || control.closest("[hidden]")) continue;
      if ((control.type === "radio" || control.type === "checkbox") && !control.checked) continue;
      const text = control.value.trim();
      if (text !== "") (found[control.name] ||= []).push(text);
    }
    return found;
  };

  globalThis.relevance = Object.freeze({ holds, answers });
})();
