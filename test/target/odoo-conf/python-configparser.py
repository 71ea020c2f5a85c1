"""Reads JSON strings from stdin, one a line, and prints what configparser makes of each: sections, or null."""

import configparser
import io
import json
import sys

for line in sys.stdin:
    parser = configparser.RawConfigParser()
    try:
        # As open() does in text mode: every line end becomes \n.
        parser.read_file(io.TextIOWrapper(io.BytesIO(json.loads(line).encode('utf-8')), encoding='utf-8'))
    except configparser.Error:
        print('null')
        continue
    print(json.dumps({name: dict(parser.items(name)) for name in parser.sections()}))
