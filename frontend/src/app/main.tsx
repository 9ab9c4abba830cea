import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../style.css";
import { App } from "./App.tsx";
import { activateLocale } from "./i18n.ts";
import { admitEnrolmentLink } from "./keys/enrolmentLink.ts";
import { createQueryClient } from "./queryClient.ts";

activateLocale();
addEventListener("hashchange", () => void admitEnrolmentLink());

try {
  await admitEnrolmentLink(); // before anything renders: the key leaves the address first
} catch (error) {
  console.error(error); // a browser that keeps no keys: the place says so
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <App queryClient={createQueryClient()} />
    </I18nProvider>
  </StrictMode>,
);
