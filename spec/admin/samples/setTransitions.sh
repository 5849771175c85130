#!/bin/sh
curl -X PUT "$MOCKPLANE_URL/_mockplane/transitions" \
  -H "Content-Type: application/json" \
  -d '{"mode": "manual"}'
