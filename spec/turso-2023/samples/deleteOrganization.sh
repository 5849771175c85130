#!/bin/sh
curl -X DELETE "$MOCKPLANE_URL/v1/organizations/my-org" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
