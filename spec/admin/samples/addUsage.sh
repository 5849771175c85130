#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/usage" \
  -H "Content-Type: application/json" \
  -d '{
    "organization": "my-org",
    "database": "my-db",
    "rowsRead": 1000,
    "rowsWritten": 10,
    "storageBytes": 40960
  }'
