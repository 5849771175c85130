#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/v1/execute" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  -d '{"stmt": {"sql": "SELECT title FROM post WHERE id = 1"}}'
