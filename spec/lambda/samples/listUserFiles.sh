#!/bin/sh
curl "$MOCKPLANE_URL/backend/user_files" \
  -H "x-api-key: $MOCKPLANE_TOKEN"
