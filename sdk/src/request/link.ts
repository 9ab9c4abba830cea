import { toBase64Url, fromBase64Url } from "./base64url.ts";
import { hexToString, stringToBytes } from "viem";

/**
 * Carrier B: a link to the wallet of `origin` that holds carrier A's text. In the fragment, so that no server sees it.
 */
export function requestLink(origin: string, codeText: string): string {
  return `${origin}/r#${toBase64Url(stringToBytes(codeText))}`;
}

/** The code's text inside a link's fragment (with or without its #), or `undefined` where there is none. */
export function codeOfFragment(fragment: string): string | undefined {
  const bytes = fromBase64Url(fragment.replace(/^#/, ""));
  return bytes === undefined || bytes === "0x" ? undefined : hexToString(bytes);
}

/** The code's text for whatever a scanner or a person brings: carrier A itself, or carrier B from any origin. */
export function codeOf(brought: string): string {
  const text = brought.trim();
  const fragment = /^https?:\/\/[^#]*\/r#(.+)$/.exec(text)?.[1];
  return (fragment === undefined ? undefined : codeOfFragment(fragment)) ?? text;
}
