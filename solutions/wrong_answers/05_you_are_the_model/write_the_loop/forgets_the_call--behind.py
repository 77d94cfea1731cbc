import json

from itsupport.errors import SupportError


def output_of(run, call):
    try:
        return run(call["function"]["name"], json.loads(call["function"]["arguments"]))
    except SupportError as problem:
        return problem.envelope


def answer_with_tools(ask, run, messages, most_rounds):
    for _ in range(most_rounds):
        said = ask(messages)
        if not said.get("tool_calls"):
            return said["content"]
        for call in said["tool_calls"]:
            text = json.dumps(output_of(run, call))
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": text})
        messages.append(said)
    return f"There was no answer after {most_rounds} rounds."
