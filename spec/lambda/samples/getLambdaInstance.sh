#!/bin/sh
curl "$MOCKPLANE_URL/backend/lambda-instances/3" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
