#!/bin/sh
curl "$MOCKPLANE_URL/v1/locations" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
