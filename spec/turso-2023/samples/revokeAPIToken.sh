#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/auth/api-tokens/my-token" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
