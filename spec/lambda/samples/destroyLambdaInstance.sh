#!/bin/sh
curl -X POST "$MOCKPLANE_URL/backend/lambda-instances/3/destroy" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
