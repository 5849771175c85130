#!/bin/sh
curl "$MOCKPLANE_URL/v2/organizations/my-org/invites" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
