// The texts of the page, in the language that was chosen last.

import { get } from "./server.js";

const languages = ["id", "en"];
let texts = {};
export let language = languages.includes(localStorage.getItem("language")) ? localStorage.getItem("language") : "id";

export const t = (name) => texts[name] ?? name;

export async function speak(wanted) {
  texts = await get(`/web/texts/${wanted}`);
  language = wanted;
  localStorage.setItem("language", wanted);
  document.documentElement.lang = wanted;
  document.title = t("page-title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    element.title = t(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = t(element.dataset.placeholder);
}

export const otherLanguage = () => languages[(languages.indexOf(language) + 1) % languages.length];

export const clockTime = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

export const number = (value, digits) =>
  value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const daysAgo = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (daysAgo === 0) return t("today-label");
  if (daysAgo === 1) return t("yesterday-label");
  return date.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}
