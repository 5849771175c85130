#!/bin/sh
# A file of up to 4 MiB is one piece.
curl -X PUT "$TURSO_DATABASE_URL/v2/upload/$UPLOAD_ID/chunk/0" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN" \
  --data-binary @app.db
