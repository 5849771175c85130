#!/bin/sh
curl "$MOCKPLANE_URL/backend/lambda-instances" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
