import { basename } from "node:path";
import type { ValidatorDescription } from "./description.ts";
import type { Node } from "./nodes.ts";

/** Where a node lives on a host of its own, and where its command is. */
const HOME = "/var/lib/jiaozi";
const COMMAND = "/usr/local/bin/jiaozi-node";

/** For a host with systemd; the node runs as a user that owns nothing else. */
export function systemdUnit({ name }: ValidatorDescription): string {
  return `[Unit]
Description=Jiaozi node of ${name}
Wants=network-online.target
After=network-online.target

[Service]
User=jiaozi
ExecStart=${COMMAND} start --home ${HOME}
StateDirectory=jiaozi
StateDirectoryMode=0700
Restart=always
RestartSec=2
LimitNOFILE=65536
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict

[Install]
WantedBy=multi-user.target
`;
}

/**
 * The same in containers. They share the host's network: a node listens where its configuration says, and what is for
 * its own machine alone stays on 127.0.0.1.
 */
export function composeFile(services: readonly { name: string; folder: string }[]): string {
  const each = services.map(
    ({ name, folder }) => `  ${name}:
    image: debian:trixie-slim
    network_mode: host
    restart: always
    command: ["${COMMAND}", "start", "--home", "${HOME}"]
    volumes:
      - ${COMMAND}:${COMMAND}:ro
      - ${folder}:${HOME}
`,
  );
  return `services:\n${each.join("")}`;
}

/** What the people who run the hosts have to do and to know. */
export function explain(nodes: readonly Pick<Node, "home" | "validator">[]): string {
  const rows = nodes.map(
    ({ home, validator: { name, host, ports } }) =>
      `| \`${basename(home)}\` | ${name} | ${host} | ${ports.p2p} | ${ports.rpc}, ${ports.websocket} |`,
  );
  return `# Files for each host

| folder | validator | host | from the other hosts | on the host itself |
| ------ | --------- | ---- | -------------------: | -----------------: |
${rows.join("\n")}

**Keys stay where they were made.** Each host has made its own (\`jiaozi-node keys --home ${HOME}\`) and sent only what
that prints. Never copy \`config/priv_validator_key.json\` or the folder \`data\` to a second host: two nodes with one key
sign two blocks of one height.

On each host:

1. Put \`jiaozi-node\` at \`${COMMAND}\` (built by \`npm run network\` into \`cache/network/bin\`, the same build everywhere).
2. Copy the host's folder \`config\` into \`${HOME}/config\`, beside the keys, and give all of it to the user \`jiaozi\`
   (\`useradd --system jiaozi\`, \`chown -R jiaozi: ${HOME}\`).
3. With systemd: copy \`jiaozi-node.service\` to \`/etc/systemd/system\`, then \`systemctl enable --now jiaozi-node\`. With
   containers: keep the keys in the host's folder itself, and \`docker compose up -d\` there. The \`compose.yaml\` of this
   folder runs all of them on one machine: only for a network whose description names one host.

**Ports.** Let in only the port in the fourth column, and only from the other hosts of this table. All others listen on
127.0.0.1: status, metrics and JSON-RPC are for programs on the host itself, such as the bank's relayer. Clocks must be
kept by NTP.

**The genesis is made once.** It is the same file in each folder, and its hash is the network. Written again for a
changed description, everything here is new except the genesis; a validator that comes later copies it, catches up, and
is then named by the operator.

**Tried:** four nodes from such files on one machine make blocks; \`systemd-analyze verify\` accepts the units; the
compose files are read as YAML. **Not tried:** hosts apart from each other, a running systemd unit, a running container.
`;
}
