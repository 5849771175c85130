#!/bin/sh
curl -X POST "$MOCKPLANE_URL/v1/auth/invalidate" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
