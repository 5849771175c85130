#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/transitions/step" \
  -H "Content-Type: application/json" \
  -d '{"count": 1}'
