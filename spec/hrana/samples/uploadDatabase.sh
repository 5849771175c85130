#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/v1/upload" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  --data-binary @app.db
