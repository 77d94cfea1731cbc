// What both TypeScript clients do in a session, and what they report: see tests/interop/jobs.py.

const text = (content) => content.filter((part) => part.type === "text").map((part) => part.text).join("\n");

async function call(client, { name, arguments: given }) {
  try {
    const result = await client.callTool({ name, arguments: given });
    return { is_error: result.isError ?? false, content: result.structuredContent ?? null, text: text(result.content) };
  } catch (problem) {
    return { raised: String(problem) };
  }
}

async function read(client) {
  const { resources } = await client.listResources();
  const { resourceTemplates } = await client.listResourceTemplates();
  const found = {};
  for (const { uri } of resources) found[uri] = (await client.readResource({ uri })).contents[0].text;
  return { resources: found, templates: resourceTemplates.map((template) => template.uriTemplate) };
}

async function prompts(client, wanted) {
  const listed = (await client.listPrompts()).prompts.map((prompt) => prompt.name);
  const got = {};
  for (const prompt of wanted) got[prompt.name] = (await client.getPrompt(prompt)).messages[0].content.text;
  return { listed, got };
}

// Each property of the form that the answers know.
function filledIn(asked, answers) {
  const wanted = Object.keys(asked.requestedSchema?.properties ?? {});
  return Object.fromEntries(wanted.filter((key) => key in answers).map((key) => [key, answers[key]]));
}

async function session(job, { connect }) {
  const asked = [];
  const answer = (request) => {
    asked.push(request.params.message);
    return { action: "accept", content: filledIn(request.params, job.answers) };
  };
  const { client, era } = await connect(job, answer);
  const has = client.getServerCapabilities() ?? {};
  const report = { era: era(), asked, tools: (await client.listTools()).tools.map((tool) => tool.name), results: [] };
  for (const one of job.calls) report.results.push(await call(client, one));
  if (has.resources) Object.assign(report, await read(client));
  if (has.prompts) report.prompts = await prompts(client, job.prompts);
  await client.close();
  return report;
}

async function main(parts) {
  const jobs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const reports = await Promise.all(jobs.map((job) => session(job, parts).catch((problem) => ({ broke: String(problem?.stack ?? problem) }))));
  process.stdout.write(JSON.stringify(reports), () => process.exit(0));
}

module.exports = { main };
