#!/bin/sh
curl "$MOCKPLANE_URL/backend/lambda-instances/3/status" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
