#!/bin/sh
curl "$MOCKPLANE_URL/v1/current-user" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
