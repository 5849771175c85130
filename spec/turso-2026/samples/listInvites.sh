#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations/my-org/invites" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
