#!/bin/sh
curl "$MOCKPLANE_URL/v1/auth/api-tokens" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
