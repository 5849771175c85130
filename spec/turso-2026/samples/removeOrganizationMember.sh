#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/organizations/my-org/members/hubot" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
