#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/sandboxes" \
  -H "Content-Type: application/json" \
  -d '{
    "name": "worker-2",
    "seed": "1",
    "baseline": "empty",
    "clock": { "now": "2023-11-16T10:00:00.000Z", "running": false },
    "transitions": { "mode": "manual" }
  }'
