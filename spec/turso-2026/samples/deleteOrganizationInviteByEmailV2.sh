#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v2/organizations/my-org/invites/newcomer%40example.com" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
