#!/bin/sh
curl "$MOCKPLANE_URL/v2/locations" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
