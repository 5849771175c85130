#!/bin/sh
curl "$TURSO_DATABASE_URL/export/1" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN"
