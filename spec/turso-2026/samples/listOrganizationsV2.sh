#!/bin/sh
curl "$MOCKPLANE_URL/v2/organizations" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
