#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/v3/pipeline" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  -d '{"requests": [{"type": "describe", "sql": "SELECT title FROM post WHERE id = :id"}, {"type": "close"}]}'
