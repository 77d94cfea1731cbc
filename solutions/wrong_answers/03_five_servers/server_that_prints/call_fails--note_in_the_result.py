source = '''
import json
import sys

PLACES = {"PRN-101": "front desk", "PRN-102": "warehouse"}
print("This server knows", len(PLACES), "printers", file=sys.stderr)


def find_printer(printer_id):
    note = f"Somebody asks for {printer_id}"
    return {"place": PLACES[printer_id], "note": note}


def result_of(method, params):
    if method == "initialize":
        me = {"name": "printers", "version": "1"}
        return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": me}
    if method == "tools/list":
        return {"tools": [{"name": "find_printer", "inputSchema": {"type": "object"}}]}
    if method == "tools/call":
        found = find_printer(**params["arguments"])
        text = {"type": "text", "text": json.dumps(found)}
        return {"content": [text], "structuredContent": found}


for line in sys.stdin:
    request = json.loads(line)
    if "id" in request:
        result = result_of(request["method"], request.get("params"))
        refused = {"error": {"code": -32601, "message": "Method not found"}}
        answer = {"result": result} if result else refused
        print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **answer}), flush=True)
'''
