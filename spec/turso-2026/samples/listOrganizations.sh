#!/bin/sh
curl "$MOCKPLANE_URL/v1/organizations" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
