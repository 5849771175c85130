#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/v1/batch" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  -d '{"batch": {"steps": [{"stmt": {"sql": "SELECT count(*) FROM post"}}, {"stmt": {"sql": "SELECT count(*) FROM tag"}}]}}'
