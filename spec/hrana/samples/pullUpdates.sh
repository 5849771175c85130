#!/bin/sh
curl -X POST "$TURSO_DATABASE_URL/pull-updates" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN"
