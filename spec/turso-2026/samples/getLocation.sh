#!/bin/sh
curl "$MOCKPLANE_URL/v1/locations/ord" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
