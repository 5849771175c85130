#!/bin/sh
curl -X POST "$MOCKPLANE_URL/backend/lambda-instances/1/start" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
