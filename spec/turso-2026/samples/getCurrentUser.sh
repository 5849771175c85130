#!/bin/sh
curl "$MOCKPLANE_URL/v1/user" \
  -H "Authorization: Bearer $MOCKPLANE_TOKEN"
