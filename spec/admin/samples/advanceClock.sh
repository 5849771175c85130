#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/clock/advance" \
  -H "Content-Type: application/json" \
  -d '{"by": "1h"}'
