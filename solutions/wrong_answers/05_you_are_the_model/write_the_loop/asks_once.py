import json

from itsupport.errors import SupportError


def output_of(run, call):
    try:
        return run(call["function"]["name"], json.loads(call["function"]["arguments"]))
    except SupportError as problem:
        return problem.envelope


def answer_with_tools(ask, run, messages, most_rounds):
    said = ask(messages)
    messages.append(said)
    for call in said.get("tool_calls", []):
        text = json.dumps(output_of(run, call))
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": text})
    return messages[-1]["content"]
