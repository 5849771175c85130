#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/auth/api-tokens/ci-bot" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
