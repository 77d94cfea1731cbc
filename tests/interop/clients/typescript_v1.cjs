// The official TypeScript client, v1: it speaks 2025-11-25.

const { Client } = require("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = require("@modelcontextprotocol/sdk/client/stdio.js");
const { StreamableHTTPClientTransport } = require("@modelcontextprotocol/sdk/client/streamableHttp.js");
const { ElicitRequestSchema } = require("@modelcontextprotocol/sdk/types.js");
const { main } = require("./session.cjs");

async function connect({ server }, answer) {
  const client = new Client({ name: "typescript-v1", version: "1" }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, answer);
  const transport = server.url
    ? new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers: server.headers } })
    : new StdioClientTransport({ ...server, stderr: "ignore" });
  let agreed = "2025-11-25";
  const set = transport.setProtocolVersion?.bind(transport);
  transport.setProtocolVersion = (version) => { agreed = version; set?.(version); };
  await client.connect(transport);
  return { client, era: () => agreed };
}

main({ connect });
