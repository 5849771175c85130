#!/bin/sh
curl -X PUT "$TURSO_DATABASE_URL/v2/upload/start" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  -d "{\"db_size_bytes\": $(wc -c < app.db)}"
