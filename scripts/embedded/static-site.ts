import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

const CONTENT_TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const COMPRESSED_ALREADY = new Set([".ico", ".png", ".woff2"]);

interface Page {
  body: Buffer;
  gzipped: Buffer | undefined;
  headers: Record<string, string>;
}

export type Site = (request: IncomingMessage, response: ServerResponse, path: string) => void;

/**
 * Serves a folder as it is now, from memory: building again while it is served changes nothing for those who have
 * it open. A path without an extension is a page of the app, which index.html draws.
 */
export function readSite(folder: string): Site {
  const pages = new Map<string, Page>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith(".")) continue;
    const file = join(entry.parentPath, entry.name);
    pages.set(`/${relative(folder, file).split(sep).join("/")}`, readPage(file));
  }
  return (request, response, path) => {
    const page = pages.get(path) ?? (extname(path) === "" ? pages.get("/index.html") : undefined);
    if (page) send(request, response, page);
    else response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found");
  };
}

function readPage(file: string): Page {
  const extension = extname(file);
  const body = readFileSync(file);
  // Vite puts a hash of the content into the name of all that it writes to assets.
  const hashed = file.includes(`${sep}assets${sep}`);
  return {
    body,
    gzipped: COMPRESSED_ALREADY.has(extension) ? undefined : gzipSync(body, { level: 9 }),
    headers: {
      "content-type": CONTENT_TYPES[extension] ?? "application/octet-stream",
      "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      vary: "accept-encoding",
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, { body, gzipped, headers }: Page): void {
  if (request.headers["if-none-match"] === headers["etag"]) {
    response.writeHead(304, headers).end();
    return;
  }
  const zipped = gzipped && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const sent = zipped ? gzipped : body;
  response.writeHead(200, {
    ...headers,
    ...(zipped ? { "content-encoding": "gzip" } : {}),
    "content-length": sent.length,
  });
  response.end(request.method === "HEAD" ? undefined : sent);
}
