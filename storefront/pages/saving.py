"""A form whose success is a file to keep: its _file says which name, and what of the answer is in it."""

import json
import re

from django.http import HttpResponse

TOLD = re.compile(r"([\w-]{1,60})\.json=\{([\w.]+)\}", re.ASCII)


def file(told, found):
    """What `my-data.json={accountExport.export}` says, as a file, or None. found: path -> value of the answer."""
    said = TOLD.fullmatch(told)
    if said is None:
        return None
    text = json.dumps(found(said[2]), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{said[1]}.json"'}
    return HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8", headers=headers)
