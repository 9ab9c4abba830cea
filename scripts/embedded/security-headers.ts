/** On every answer: the dApp talks to its own origin only, and nothing may frame it. */
export const SECURITY_HEADERS = {
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join("; "),
  "permissions-policy": "camera=(self)",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;
