#!/bin/sh
curl "$MOCKPLANE_URL/v1/plans" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
