#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v2/auth/api-tokens/ci-token" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
