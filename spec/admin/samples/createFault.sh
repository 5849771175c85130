#!/bin/sh
curl -X POST "$MOCKPLANE_URL/_mockplane/faults" \
  -H "Content-Type: application/json" \
  -d '{
    "operation": "createDatabase",
    "action": "respond",
    "status": 409,
    "example": "name-taken",
    "count": 1
  }'
