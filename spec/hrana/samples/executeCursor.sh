#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/v3/cursor" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  -d '{"batch": {"steps": [{"stmt": {"sql": "SELECT title FROM post ORDER BY id"}}]}}'
