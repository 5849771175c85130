#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/v2/pipeline" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  -d '{"requests": [{"type": "execute", "stmt": {"sql": "SELECT title FROM post WHERE id = ?", "args": [{"type": "integer", "value": "1"}]}}, {"type": "close"}]}'
