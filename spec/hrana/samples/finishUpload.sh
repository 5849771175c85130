#!/bin/sh
curl -X PUT "$TURSO_DATABASE_URL/v2/upload/$UPLOAD_ID/finalize" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN"
