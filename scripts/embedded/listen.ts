import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { Refusal } from "../refusal.ts";
import { lanAddresses, makeCertificate } from "./certificate.ts";
import type { Reach } from "./origin.ts";

export interface Listening {
  /** Where people open it, the best address first. */
  addresses: string[];
  close(): Promise<void>;
}

/** Where to listen. */
export interface Place {
  port: number;
  reach: Reach;
  /** By which a person chooses another port. */
  command: "npm start" | "npm run network";
}

/** Listens for this machine alone, or for the local network over HTTPS: a phone's camera needs a secure origin. */
export async function listen({ port, reach, command }: Place, listener: RequestListener): Promise<Listening> {
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(closeServer));
  };
  const open = async (server: Server, host: string, wanted: number) => {
    await bind(server, host, wanted, command);
    servers.push(server);
    return portOf(server);
  };

  if (reach === "lan") {
    const secure = createSecureServer(await makeCertificate(), listener);
    const bound = await open(secure, "0.0.0.0", port);
    return { addresses: [...lanAddresses(), "localhost"].map((host) => `https://${host}:${bound}`), close };
  }
  const bound = await open(createServer(listener), "127.0.0.1", port);
  try {
    await open(createServer(listener), "::1", bound); // what "localhost" is for some browsers
  } catch (error) {
    if (error instanceof Refusal) {
      await close();
      throw error;
    }
  }
  return { addresses: [`http://localhost:${bound}`], close };
}

function bind(server: Server, host: string, port: number, command: Place["command"]): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(new Refusal(`Port ${port} is in use: choose another one with \`${command} -- --port ${port + 1}\`.`));
      } else if (error.code === "EACCES") {
        reject(new Refusal(`Port ${port} needs an administrator: choose one with \`${command} -- --port 5173\`.`));
      } else reject(error);
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server does not listen on a port");
  return address.port;
}
