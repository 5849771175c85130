#!/bin/sh
curl "$TURSO_DATABASE_URL/dump" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN"
