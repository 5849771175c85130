#!/bin/sh
curl "$MOCKPLANE_URL/backend/authenticate" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
