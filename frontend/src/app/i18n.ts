import { i18n } from "@lingui/core";
import { messages } from "../locales/en.po";

/** English travels with the page: it is the source, and one request less. */
export function activateLocale(): void {
  i18n.loadAndActivate({ locale: "en", locales: regionalEnglish(), messages });
  document.documentElement.lang = "en";
}

/** Dates in the page's words, and in the order of the browser's region: "28 Nov 2026" in Hong Kong. */
function regionalEnglish(): string {
  const region = regionOf(navigator.language);
  return region === undefined ? "en" : `en-${region}`;
}

/** A browser under the POSIX locale says "en-US@posix", which is no language tag (BCP 47). */
function regionOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region;
  } catch {
    return undefined;
  }
}
