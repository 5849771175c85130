#!/bin/sh
curl -X PATCH "$MOCKPLANE_URL/_mockplane/clock" \
  -H "Content-Type: application/json" \
  -d '{"running": false}'
