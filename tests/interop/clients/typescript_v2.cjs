// The official TypeScript client, v2: it speaks the revision that the job names.

const { Client, StreamableHTTPClientTransport } = require("@modelcontextprotocol/client");
const { StdioClientTransport } = require("@modelcontextprotocol/client/stdio");
const { main } = require("./session.cjs");

async function connect({ server, era }, answer) {
  const mode = era === "2025-11-25" ? "legacy" : { pin: era };
  const client = new Client(
    { name: "typescript-v2", version: "1" },
    { capabilities: { elicitation: {} }, versionNegotiation: { mode } },
  );
  client.setRequestHandler("elicitation/create", answer);
  const transport = server.url
    ? new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers: server.headers } })
    : new StdioClientTransport({ ...server, stderr: "ignore" });
  await client.connect(transport);
  return { client, era: () => client.getNegotiatedProtocolVersion() };
}

main({ connect });
