#!/bin/sh
curl "$TURSO_DATABASE_URL/info" \
  -H "Authorization: Bearer $TURSO_AUTH_TOKEN"
